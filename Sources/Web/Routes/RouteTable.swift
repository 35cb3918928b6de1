import HTTPTypes

/// All routes of a site, by the number of segments of their paths.
package struct RouteTable: Sendable {
  package let routes: [Route]
  private let byCount: [Int: [Route]]

  /// Two routes of one method and one form of path are a mistake.
  package init(_ routes: [Route]) {
    let keys = routes.map { "\($0.method.rawValue) \($0.path)" }
    precondition(Set(keys).count == keys.count, "a route stands twice: \(keys.sorted())")
    self.routes = routes
    byCount = Dictionary(grouping: routes) { $0.path.segments.count }
      .mapValues { $0.sorted { RoutePath.isMoreExact($0.path, $1.path) } }
  }

  /// The route of a request and the values of its path's names. Throws 404, or 405 with the methods
  /// that there are.
  func find(
    _ method: HTTPRequest.Method, _ path: [String]
  ) throws(WebError) -> (Route, [String: String]) {
    let wanted = method == .head ? .get : method
    var fitting: [Route] = []
    for route in byCount[path.count, default: []] {
      guard let values = route.path.match(path) else { continue }
      if route.method == wanted { return (route, values) }
      fitting.append(route)
    }
    guard !fitting.isEmpty else { throw WebError(.notFound) }
    var methods = Set(fitting.map(\.method.rawValue))
    if methods.contains("GET") { methods.insert("HEAD") }
    throw WebError(
      .methodNotAllowed, headers: [.allow: methods.sorted().joined(separator: ", ")])
  }
}
