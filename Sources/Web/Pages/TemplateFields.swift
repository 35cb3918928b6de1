import Mustache

/// The names that a template may say, and what stands there. A page's model gives these; nothing is
/// looked up by reflection.
package struct TemplateFields: Sendable, ExpressibleByDictionaryLiteral {
  package enum Value: Sendable, ExpressibleByStringInterpolation {
    case text(String)
    /// For sections.
    case flag(Bool)
    /// A section of it is shown once for each.
    case list([TemplateFields])
    /// In its section, `{{.}}` is one of them.
    case texts([String])
    case fields(TemplateFields)
    /// Shows as nothing, and its section doesn't.
    case absent

    package init(stringLiteral value: String) { self = .text(value) }

    /// Absent where there is no text or an empty one.
    package static func optional(_ text: String?) -> Value {
      text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .absent
    }

    package static func optional(_ fields: TemplateFields?) -> Value {
      fields.map(Value.fields) ?? .absent
    }
  }

  private var values: [String: Value]

  /// A name that stands twice is a mistake.
  package init(dictionaryLiteral elements: (String, Value)...) {
    values = Dictionary(uniqueKeysWithValues: elements)
  }

  package subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }
}

extension TemplateFields: MustacheParent {
  package func child(named name: String) -> Any? { values[name]?.shown }
}

extension TemplateFields.Value {
  /// The value as Mustache takes it: never nil, which would mean an unknown name.
  fileprivate var shown: Any {
    switch self {
    case .text(let text): text
    case .flag(let flag): flag
    case .list(let list): list
    case .texts(let texts): texts
    case .fields(let fields): fields
    case .absent: AbsentValue()
    }
  }
}

private struct AbsentValue: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
