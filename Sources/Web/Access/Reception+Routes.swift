/// Every page of the site.
extension Reception {
  /// `answers` tells whether the store does.
  package func routes(_ answers: @escaping @Sendable () async -> Bool) -> RouteTable {
    RouteTable(
      [Health.route(answers), StaticFile.route] + accessRoutes + homeRoutes + documentRoutes
        + customerRoutes + contactRoutes + taskRoutes + logRoutes + mailRoutes + settingsRoutes
        + nameRoutes
        + liveRoutes + [
          undoRoute
        ])
  }
}
