/// The work on every mail; both readers know it by this name.
enum ReadingWork: String, CaseIterable, Codable {
  case scan
  case decode
  /// Into SHA-256, as ingest does.
  case hash

  var text: String {
    switch self {
    case .scan: "scan only"
    case .decode: "scan, decode"
    case .hash: "scan, decode, SHA-256"
    }
  }
}

/// The counts of a pass over the mailbox.
struct ReadingTally {
  var seconds = 0.0
  var attachments = 0
  var decodedBytes: Int64 = 0
}
