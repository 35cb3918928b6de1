/// The IANA name of a time zone, `Europe/Helsinki`; a machine may have no rules of that name.
package struct Zone: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  package let name: String

  /// Nil for a text that names no zone, such as a path that leads elsewhere. `right/…` counts leap
  /// seconds, which no clock of ours does.
  package init?(_ name: String) {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count), !parts[0].elementsEqual("right".utf8),
      parts.allSatisfy(Self.isPart)
    else { return nil }
    self.name = name
  }

  /// A literal of the program's own; one that names no zone ends the program.
  package init(stringLiteral name: StaticString) {
    guard let zone = Zone("\(name)") else { preconditionFailure("\(name) names no zone") }
    self = zone
  }

  package var description: String { name }

  private static func isPart(_ part: Substring.UTF8View) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    return part.count <= 40 && part.first.map(isLetter) ?? false
      && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0) }
  }
}
