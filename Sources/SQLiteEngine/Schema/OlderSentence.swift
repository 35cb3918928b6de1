import Records

/// One form of a sentence: in it `#` stands for a number, `*` for a text.
struct OlderSentence: Sendable {
  private let form: [Substring]
  private let code: String
  /// Arguments that the form itself says, behind those in the sentence.
  private let said: [ReasonArguments.Argument]

  init(_ form: String, _ code: String, _ said: [ReasonArguments.Argument] = []) {
    self.form = Self.pieces(of: form)
    self.code = code
    self.said = said
  }

  /// Nil for a sentence of another form.
  func read(_ sentence: String) -> (code: String, arguments: [ReasonArguments.Argument])? {
    var (rest, arguments) = (sentence[...], [ReasonArguments.Argument]())
    for (place, piece) in form.enumerated() {
      switch piece {
      case "#":
        let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
        guard let number = Int64(digits) else { return nil }
        arguments.append(.number(number))
        rest = rest[digits.endIndex...]
      case "*":
        let end = form[(place + 1)...].first.map { rest.firstRange(of: $0)?.lowerBound }
        guard let end = end ?? rest.endIndex else { return nil }
        arguments.append(.text(String(rest[..<end])))
        rest = rest[end...]
      default:
        guard rest.hasPrefix(piece) else { return nil }
        rest = rest.dropFirst(piece.count)
      }
    }
    return rest.isEmpty ? (code, arguments + said) : nil
  }

  private static func pieces(of form: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = form[...]
    while let mark = rest.firstIndex(where: { $0 == "#" || $0 == "*" }) {
      if mark > rest.startIndex { pieces.append(rest[..<mark]) }
      pieces.append(rest[mark...mark])
      rest = rest[rest.index(after: mark)...]
    }
    return rest.isEmpty ? pieces : pieces + [rest]
  }
}
