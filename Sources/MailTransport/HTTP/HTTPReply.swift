import Foundation

/// A server's answer.
package struct HTTPReply: Sendable {
  package let status: Int
  package let body: [UInt8]
  /// By the server's clock, to the second.
  package let date: Date?
  /// The wait that the server asks for before the next request (RFC 9110 section 10.2.3).
  package let retryAfter: Duration?
}

/// Why there is no answer. One line, without secrets.
package struct HTTPFailure: Error, Sendable {
  package let message: String
  /// The task that waited was cancelled.
  package let wasCancelled: Bool
}
