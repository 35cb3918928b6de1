@testable import MIME

extension MessageTree {
  /// The violations of the rules that hold for every tree; a right tree has none.
  func violations(of mail: ByteRange) -> [String] {
    var found: [String] = []
    var paths: Set<String> = []
    for part in allParts {
      if !paths.insert(part.path).inserted { found.append("\(part.path) twice") }
      if part.body.length < 0 || part.headerRange.length < 0 {
        found.append("\(part.path) has a negative length")
      }
      if part.headerRange.end > part.body.offset, part.limit == nil {
        found.append("\(part.path): its header reaches into its body")
      }
      if part.body.source == mail.source, part.body.end > mail.end {
        found.append("\(part.path) reaches behind the mail")
      }
      found += Self.violations(between: part)
    }
    return found
  }

  /// Children lie in their container, in order; those unpacked into scratch somewhere else.
  private static func violations(between part: MessagePart) -> [String] {
    var found: [String] = []
    var last = part.body.offset
    for child in part.children where child.body.source == part.body.source {
      guard part.encoding == .identity else { continue }
      if child.headerRange.offset < last { found.append("\(child.path) begins too early") }
      if child.body.end > part.body.end { found.append("\(child.path) ends too late") }
      last = child.body.end
    }
    return found
  }
}
