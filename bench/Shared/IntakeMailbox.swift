/// The three mailboxes: ordinary mails, large ones, and many tiny ones.
enum IntakeMailbox: String, CaseIterable {
  /// 2,000 mails with one to three attachments, log-normal with a median of 60 KB, one in a
  /// thousand of 5 MB: about 320 MB.
  case ordinary = "S"
  /// 20 mails with an attachment of 50 MB.
  case large = "L"
  /// 20,000 mails with an attachment of 2 KB.
  case tiny = "T"

  /// Its user on the server.
  var user: String { rawValue.lowercased() }

  func mailCount(scale: Double) -> Int {
    let full: Double =
      switch self {
      case .ordinary: 2_000
      case .large: 20
      case .tiny: 20_000
      }
    return max(1, Int(full * scale))
  }

  /// The sizes of one mail's attachments, decoded.
  func attachmentSizes(using random: inout SplitMix) -> [Int] {
    switch self {
    case .ordinary:
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Int.random(in: 0..<1_000, using: &random) == 0
          ? 5_000_000 : random.size(median: 60_000, spread: 0.7, limit: 5_000_000)
      }
    case .large: [50_000_000]
    case .tiny: [2_000]
    }
  }

  /// The outputs of runs are kept until all are done: for minutes after many deletes ext4 looks at
  /// each inode that became free before it makes a file. Large mails are few files, but fill the
  /// disk.
  var keepsOutputs: Bool { self != .large }
}
