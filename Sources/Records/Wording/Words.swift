/// One saying in the languages that the product speaks.
package struct Words: Sendable, Hashable {
  package let finnish: String
  package let swedish: String
  package let english: String

  package init(_ finnish: String, _ swedish: String, _ english: String) {
    self.finnish = finnish
    self.swedish = swedish
    self.english = english
  }

  /// Tells whether a text is the saying in one of the languages, whatever the case.
  package func contain(_ text: String) -> Bool {
    [finnish, swedish, english].contains { $0.lowercased() == text.lowercased() }
  }

  package subscript(language: Language) -> String {
    switch language {
    case .finnish: finnish
    case .swedish: swedish
    case .english: english
    }
  }
}
