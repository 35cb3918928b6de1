import Foundation

/// The answer of a server.
package struct HTTPReply: Sendable {
  package let status: Int
  package let body: [UInt8]
  /// By the server's clock, to the second.
  package let date: Date?
  /// The time that the server asks to wait before the next request (RFC 9110 section 10.2.3).
  package let retryAfter: Duration?
}

/// Why there is no answer. One line, without secrets.
package struct HTTPFailure: Error, Sendable {
  package let message: String
  /// The task that waited was cancelled.
  package let wasCancelled: Bool
}
