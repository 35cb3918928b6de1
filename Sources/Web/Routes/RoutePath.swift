/// The form of a path: `/{c}/documents/{id}/pages/{n}.png`.
package struct RoutePath: Sendable, Hashable, CustomStringConvertible {
  enum Segment: Sendable, Hashable {
    case literal(String)
    /// The text before `suffix`, of one character or more.
    case name(String, suffix: String)
  }

  package let description: String
  let segments: [Segment]

  package init(_ path: String) {
    precondition(path.hasPrefix("/"), "a route's path begins with a slash: \(path)")
    description = path
    segments = path.split(separator: "/").map { segment in
      guard segment.hasPrefix("{"), let end = segment.firstIndex(of: "}") else {
        return .literal(String(segment))
      }
      let name = segment[segment.index(after: segment.startIndex)..<end]
      return .name(String(name), suffix: String(segment[segment.index(after: end)...]))
    }
  }

  /// The values at the names, where the path has this form.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, text) in zip(segments, path) {
      switch segment {
      case .literal(let literal): guard literal == text else { return nil }
      case .name(let name, let suffix):
        guard text.hasSuffix(suffix), text.utf8.count > suffix.utf8.count else { return nil }
        values[name] = String(text.dropLast(suffix.count))
      }
    }
    return values
  }

  /// Of two forms that fit a path, the one that comes first: more literal, from the left.
  static func isMoreExact(_ left: RoutePath, _ right: RoutePath) -> Bool {
    left.ranks.lexicographicallyPrecedes(right.ranks)
  }

  private var ranks: [Int] {
    segments.map { segment in
      switch segment {
      case .literal: 0
      case .name(_, let suffix): suffix.isEmpty ? 2 : 1
      }
    }
  }
}
