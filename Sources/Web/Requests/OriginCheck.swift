import HTTPTypes

/// Requests that change something come from our own pages: a browser says so by itself, and no
/// other site's page can make it lie.
package struct OriginCheck: Sendable, Hashable {
  /// `https://crm.example.fi`, as the settings name it.
  package let origin: String

  package init(origin: String) { self.origin = origin }

  /// True for methods that change nothing (RFC 9110 §9.2.1), and for requests from our pages.
  package func allows(_ method: HTTPRequest.Method, _ headers: HTTPFields) -> Bool {
    if method == .get || method == .head || method == .options { return true }
    let origins = headers[values: .origin]
    if !origins.isEmpty { return origins.allSatisfy { $0.lowercased() == origin.lowercased() } }
    let site = headers[.secFetchSite]?.lowercased()
    return site == "same-origin" || site == "none"
  }
}

extension HTTPField.Name {
  fileprivate static var secFetchSite: Self { known("Sec-Fetch-Site") }
}
