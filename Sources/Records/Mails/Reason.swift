/// Why a mail or a part of one got its verdict: a code, which never changes, and what the code's
/// sentence has to be told beside. Only the wording makes a sentence of both; none is compared.
package struct Reason<Code: ReasonCode>: Sendable, Hashable, CustomStringConvertible {
  package let code: Code
  /// In the order that the code names them in.
  package let arguments: ReasonArguments

  package init(_ code: Code, _ arguments: ReasonArguments = []) {
    self.code = code
    self.arguments = arguments
  }

  /// The sentence, without a full stop: it stands behind a verdict.
  package func text(in language: Language) -> String {
    code.sentence(telling: arguments, in: language)
  }

  /// For operators.
  package var description: String { text(in: .english) }
}
