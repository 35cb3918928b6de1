import HTTPTypes
import HummingbirdCore
import Logging
import Records

/// A request as a route gets it: its path is taken apart, its query is read, its body waits.
package struct WebRequest: Sendable {
  package let method: HTTPRequest.Method
  /// As it came, without the query.
  package let path: String
  /// The values at the names of the path: `c`, `id`.
  package let parameters: [String: String]
  package let query: FormFields
  package let headers: HTTPFields
  package let body: RequestBody
  package let peer: Peer
  /// The browser's; a person's own counts more.
  package let language: Language
  package let logger: Logger

  package subscript(parameter name: String) -> String { parameters[name] ?? "" }

  /// The first cookie of that name (RFC 6265 §5.4).
  package func cookie(_ name: String) -> String? {
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
      }
    }
    return nil
  }
}
