/// A text that is taken apart from its beginning, as a form of digits and signs asks: what isn't
/// there is nil or false, and the form isn't the text's.
///
/// A regular expression would say the same in a line, but is parsed anew each time: a line of an
/// import would take longer for its dates than for its row.
package struct WrittenForm {
  private var rest: Substring.UTF8View

  package init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  package var isAtEnd: Bool { rest.isEmpty }

  /// Takes bytes of ASCII in a row, as many as there are up to the upper bound.
  package mutating func take(
    _ count: ClosedRange<Int>, where fits: (UInt8) -> Bool
  ) -> Substring? {
    let taken = rest.prefix(count.upperBound).prefix(while: fits)
    guard taken.count >= count.lowerBound else { return nil }
    rest = rest[taken.endIndex...]
    return Substring(taken)
  }

  package mutating func digits(_ count: ClosedRange<Int>) -> Substring? {
    take(count) { (0x30...0x39).contains($0) }
  }

  /// The number that so many digits are.
  package mutating func number(_ count: ClosedRange<Int>) -> Int? {
    digits(count).flatMap { Int($0) }
  }

  /// Takes one of these characters of ASCII.
  package mutating func sign(_ characters: String) -> Substring? {
    take(1...1) { characters.utf8.contains($0) }
  }

  /// Takes one of these characters where there is one.
  package mutating func hasSign(_ characters: String) -> Bool { sign(characters) != nil }
}
