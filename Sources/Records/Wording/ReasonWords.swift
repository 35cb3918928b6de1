/// A reason's sentence in three languages. Each `#` stands for an argument, in their order.
struct ReasonWords: Sendable {
  private let finnish: String
  private let swedish: String
  private let english: String

  init(_ finnish: String, _ swedish: String, _ english: String) {
    self.finnish = finnish
    self.swedish = swedish
    self.english = english
  }

  func text(in language: Language, telling arguments: ReasonArguments = []) -> String {
    let pieces = words(in: language).split(separator: "#", omittingEmptySubsequences: false)
    return pieces.enumerated().reduce(into: "") { text, piece in
      if piece.offset > 0 { text += arguments.shown(piece.offset - 1) }
      text += piece.element
    }
  }

  private func words(in language: Language) -> String {
    switch language {
    case .finnish: finnish
    case .swedish: swedish
    case .english: english
    }
  }
}
