import Foundation

/// A URL that forms are posted to or that is fetched, and how its server is reached.
package struct HTTPEndpoint: Sendable, Peer {
  /// The URL as libcurl takes it.
  let url: String
  package let host: String
  /// A PEM file of the authorities to trust instead of the system's.
  package let caFile: String?
  /// The path of the Unix socket at which the server listens; nil where the URL tells its place.
  let socket: String?
  /// The longest time from the beginning to the end of an answer.
  package let timeout: Duration

  /// `https://` to anywhere; `http://`, where others could read along, to a loopback address only.
  package init(
    _ url: String, at socket: String? = nil, caFile: String? = nil, timeout: Duration
  ) throws(EndpointError) {
    let isPlain = url.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    guard isPlain, let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      let scheme = parts.scheme?.lowercased(), ["https", "http"].contains(scheme)
    else {
      throw EndpointError(
        "this is no URL of a web server", suggestion: "write it as https://login.example.fi/token")
    }
    guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
      throw EndpointError(
        "the URL contains a user name, a password or a #", suggestion: "leave them out")
    }
    let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    guard scheme == "https" || ServerURL.isLoopback(name) else {
      throw EndpointError(
        "http:// would send secrets unprotected to \(name)",
        suggestion: "use https://; only a loopback address may go without")
    }
    self.url = url
    self.host = name
    self.socket = socket
    self.caFile = caFile
    self.timeout = timeout
  }
}
