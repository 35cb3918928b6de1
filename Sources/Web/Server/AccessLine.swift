import HTTPTypes
import HummingbirdCore
import Platform

/// A request as the log tells of it: no query, no secret of a path, no character that moves others.
struct AccessLine: Sendable {
  /// `GET /acme/documents`
  let subject: String
  private let peer: String

  /// Segments of a path that a secret follows.
  private static let beforeSecrets: Set = ["password", "calendar"]

  init(_ request: Request, _ peer: Peer) {
    subject = "\(request.method.rawValue) \(Self.path(request.uri.path))"
    self.peer = peer.address
  }

  /// `status` is nil where there was no answer: the client went, or its body was broken. `bytes` is
  /// nil where the client went before the answer's end.
  func text(_ status: HTTPResponse.Status?, bytes: Int?, in time: Duration) -> String {
    let code = status.map { "\($0.code)" } ?? "-"
    let size = bytes.map { "\($0) bytes" } ?? "cut off"
    return "\(subject) \(code) \(size) \(time.milliseconds) ms \(peer)"
  }

  static func path(_ path: String) -> String {
    var isSecret = false
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).map { raw in
      defer { isSecret = beforeSecrets.contains(PercentCoding.decoded(raw.utf8) ?? "") }
      return isSecret && !raw.isEmpty ? "{secret}" : String(raw)
    }
    return segments.joined(separator: "/").printable(longest: 300, replacing: "\u{FFFD}")
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
