/// A fact about the pages that people use.
package enum PagesFact: Sendable, Hashable {
  /// An installation without pages.
  case noPages
  /// The address in people's browsers.
  case origin(String, isSecure: Bool)
  /// The daemon answers at its place, and the store answers it.
  case serving(at: String)
  case silent(at: String, trouble: String)
  /// The daemon answers that it isn't well, by this status of HTTP.
  case unwell(at: String, status: Int)
  /// The pages' own answer comes through the proxy, too.
  case reached(origin: String)
  /// Something else comes, or nothing.
  case unreached(origin: String, trouble: String)
}
