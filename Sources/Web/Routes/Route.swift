import HTTPTypes
import HummingbirdCore

/// One line of the site: a method, a form of path, and what answers.
package struct Route: Sendable {
  package typealias Handle = @Sendable (WebRequest) async throws -> Response

  /// The rules that a request keeps to before it is answered.
  package enum Door: Sendable, Hashable {
    /// For browsers: what changes something comes from a page of ours.
    case pages
    /// For programs, which have a token and no page.
    case programs
  }

  package let method: HTTPRequest.Method
  package let path: RoutePath
  package let door: Door
  let handle: Handle

  package init(
    _ method: HTTPRequest.Method, _ path: String, _ door: Door = .pages, _ handle: @escaping Handle
  ) {
    self.method = method
    self.path = RoutePath(path)
    self.door = door
    self.handle = handle
  }

  /// HEAD is answered by the same.
  package static func get(
    _ path: String, _ door: Door = .pages, _ handle: @escaping Handle
  ) -> Route { Route(.get, path, door, handle) }

  package static func post(
    _ path: String, _ door: Door = .pages, _ handle: @escaping Handle
  ) -> Route { Route(.post, path, door, handle) }
}
