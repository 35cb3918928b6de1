import HTTPTypes

/// A request that gets an error's page instead of what it asked for. A value that a person typed is
/// a refusal instead, and shown at its field.
package struct WebError: Error, Sendable, Hashable {
  package let status: HTTPResponse.Status
  /// `Retry-After`, `Allow` and the like.
  package let headers: HTTPFields

  package init(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) {
    self.status = status
    self.headers = headers
  }

  /// 429 with the time to wait.
  package static func tooManyRequests(retryAfter: Duration) -> WebError {
    let seconds = max(1, retryAfter.components.seconds)
    return WebError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
  }
}
