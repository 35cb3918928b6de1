/// The beginning of an answer; see `RequestFrame`.
struct AnswerFrame: Sendable, Equatable {
  static let size = 16
  /// Bytes of a reason at most.
  static let longestReason = 500

  /// Nil for a wish that was met.
  let refusal: PreviewRefusal?
  let isWhole: Bool
  /// The page count, or the bytes that follow: of the image, the text, or an unavailable
  /// previewer's reason.
  let number: UInt64

  init(isWhole: Bool, number: UInt64) {
    refusal = nil
    (self.isWhole, self.number) = (isWhole, number)
  }

  init(_ refusal: PreviewRefusal) {
    self.refusal = refusal
    isWhole = true
    if case .unavailable(let reason) = refusal {
      number = UInt64(reason.utf8.prefix(Self.longestReason).count)
    } else {
      number = 0
    }
  }

  /// The frame, and an unavailable previewer's reason.
  var bytes: [UInt8] {
    var (code, limit): (UInt8, UInt8) = (0, 0)
    var reason: [UInt8] = []
    switch refusal {
    case nil: break
    case .unsupported: code = 1
    case .noSuchPage: code = 2
    case .encrypted: code = 3
    case .broken: code = 4
    case .beyond(let met): (code, limit) = (5, met.rawValue)
    case .unavailable(let words):
      code = 6
      reason = Array(words.utf8.prefix(Self.longestReason))
    }
    return RequestFrame.magic + [code, limit, 0, isWhole ? 1 : 0] + number.bigEndianBytes + reason
  }

  /// Nil for what is no answer. The reason of an unavailable previewer is empty: its bytes follow.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size, bytes.starts(with: RequestFrame.magic) else { return nil }
    switch bytes[4] {
    case 0: refusal = nil
    case 1: refusal = .unsupported
    case 2: refusal = .noSuchPage
    case 3: refusal = .encrypted
    case 4: refusal = .broken
    case 5:
      guard let limit = PreviewLimit(rawValue: bytes[5]) else { return nil }
      refusal = .beyond(limit)
    case 6: refusal = .unavailable("")
    default: return nil
    }
    isWhole = bytes[7] & 1 == 1
    number = UInt64(bigEndianBytes: bytes[8..<16])
  }
}

/// A wish that was met.
struct PreviewAnswer: Sendable {
  let frame: AnswerFrame
  /// The image, or the text's UTF-8.
  let body: [UInt8]
}
