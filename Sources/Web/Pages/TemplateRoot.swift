import Mustache
import Records

/// The last place where a template's names are looked for: the page's fields, and `words`. A name
/// that isn't there either is a mistake, which Mustache would show as nothing.
final class TemplateRoot: MustacheParent {
  private let fields: TemplateFields
  private let language: Language
  private(set) var unknown: Set<String> = []

  init(_ fields: TemplateFields, _ language: Language) {
    self.fields = fields
    self.language = language
  }

  func child(named name: String) -> Any? {
    if name == "words" { return LabelWords(root: self, language: language) }
    guard let value = fields.child(named: name) else {
      unknown.insert(name)
      return nil
    }
    return value
  }

  /// `{{words.save}}`: a label in the page's language.
  private struct LabelWords: MustacheParent {
    let root: TemplateRoot
    let language: Language

    func child(named name: String) -> Any? {
      guard let label = Label(rawValue: name) else {
        root.unknown.insert("words.\(name)")
        return nil
      }
      return label[language]
    }
  }
}
