/// The codes of one kind of reasons. Each is a word in camelCase that is stored and shown, and
/// never changes.
package protocol ReasonCode: RawRepresentable<String>, CaseIterable, Sendable, Hashable {
  func sentence(telling arguments: ReasonArguments, in language: Language) -> String
}
