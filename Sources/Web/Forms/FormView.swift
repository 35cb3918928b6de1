import Records

/// A form of a page: the path that it is sent to, its inputs, its button.
struct FormView: Sendable {
  var action: String
  var submit: Words
  /// A sentence above the inputs, of the effect of the form.
  var explanation: Words?
  var inputs: [FormInput] = []
  /// The words that open it in place; nil where it always stands open.
  var summary: Words?
  /// Fields that nobody sees.
  var hidden: [(name: String, value: String)] = []
  /// Further buttons, each with a verb and a path of its own, that send the same inputs.
  var others: [(action: String, label: Words, key: String?)] = []
  /// Other paths whose refused forms are shown in this one.
  var alsoAt: [String] = []
  /// The template's id of the form; nil where nothing refers to it.
  var id: String?
  /// A button beside others, without a frame of its own.
  var isButton = false
  /// Less than the first thing to do.
  var isPlain = false

  /// A button that sends nothing but itself.
  static func button(_ action: String, _ submit: Words, isPlain: Bool = true) -> FormView {
    var view = FormView(action: action, submit: submit)
    (view.isButton, view.isPlain) = (true, isPlain)
    return view
  }

  /// All paths that the form may be sent to.
  var actions: Set<String> { Set([action] + others.map(\.action) + alsoAt) }

  /// The fields of the template `form`. Where the form was just refused, it holds what was typed,
  /// and each refusal at its field.
  func fields(_ visit: CompanyVisit) -> TemplateFields {
    let language = visit.language
    let attempt = visit.attempt.flatMap { actions.contains($0.action) ? $0 : nil }
    let prefix = action.split(separator: "/").suffix(2).joined(separator: "-")
    return [
      "action": .text(action), "submit": .text(submit[language]),
      "csrf": .text(visit.visit.formToken),
      "summary": .optional(summary?[language]),
      "explanation": .optional(explanation?[language]),
      "isOpen": .flag(attempt != nil), "formID": .optional(id),
      "others": .list(
        others.map {
          [
            "action": .text($0.action), "label": .text($0.label[language]),
            "key": .optional($0.key),
          ]
        }),
      "isButton": .flag(isButton), "isPlain": .flag(isPlain),
      "hidden": .list(hidden.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "inputs": .list(inputs.map { $0.fields(language, attempt, idPrefix: prefix) }),
      "refusals": .texts(general(attempt, language)),
    ]
  }

  /// Refusals that no input of the form shows.
  private func general(_ attempt: Attempt?, _ language: Language) -> [String] {
    let names = Set(inputs.map(\.name))
    return (attempt?.refusals ?? [])
      .filter { refusal in !(refusal.field.map { names.contains($0.rawValue) } ?? false) }
      .map { RefusalText(language).line($0) }
  }
}

/// One input of a form.
struct FormInput: Sendable {
  enum Kind: Sendable {
    /// `type` of an `input` element: `text`, `email`, `tel`, `date`, `password`, `time`.
    case line(String)
    case area
    case choice([(value: String, label: String)])
    /// A text that is typed, with those that are there already.
    case suggested([String])
    /// A checkbox, whose value is `1`.
    case check
    /// A text that the script completes with what a path of ours finds for it.
    case sought(String)
  }

  /// The row key.
  let name: String
  private(set) var label: Words
  var kind = Kind.line("text")
  /// The value while nothing was typed.
  var value: String?
  var isRequired = false
  /// As of HTML's `autocomplete`.
  var autocomplete: String?
  /// The words by which the script offers to check the box.
  var offer: Words?
  /// A sentence below the input.
  var advice: Words?

  init(
    _ field: RecordField, _ kind: Kind = .line("text"), value: String? = nil,
    isRequired: Bool = false, autocomplete: String? = nil, advice: Words? = nil
  ) {
    name = field.rawValue
    label = field.label
    self.kind = kind
    self.value = value
    self.isRequired = isRequired
    self.autocomplete = autocomplete
    self.advice = advice
  }

  /// An input of a field that is no record's.
  init(
    named name: String, _ label: Words, _ kind: Kind, value: String? = nil, offer: Words? = nil,
    autocomplete: String? = nil
  ) {
    self.autocomplete = autocomplete
    self.offer = offer
    self.name = name
    self.label = label
    self.kind = kind
    self.value = value
  }

  /// Other words than the field's own.
  mutating func relabel(_ label: Words) { self.label = label }

  /// The fields of the template `input`.
  func fields(
    _ language: Language, _ attempt: Attempt?, idPrefix: String
  ) -> TemplateFields {
    var shown = attempt.map { $0.fields[name] } ?? value
    // A password that was typed is not shown again.
    if case .line("password") = kind { shown = nil }
    let refusal = attempt?.refusals.first { $0.field?.rawValue == name }
    var fields: TemplateFields = [
      "name": .text(name), "id": .text("\(idPrefix)-\(name)"), "label": .text(label[language]),
      "value": .optional(shown), "isRequired": .flag(isRequired),
      "autocomplete": .optional(autocomplete), "advice": .optional(advice?[language]),
      "offer": .optional(offer?[language]),
      "refusal": .optional(refusal.map { RefusalText(language).atField($0) }),
      "isDescribed": .flag(advice != nil || refusal != nil),
      "type": .absent, "isArea": .flag(false), "choices": .absent, "suggestions": .absent,
      "isCheck": .flag(false), "isChecked": .flag(shown == "1"), "source": .absent,
    ]
    switch kind {
    case .line(let type): fields["type"] = .text(type)
    case .area: fields["isArea"] = .flag(true)
    case .choice(let choices):
      fields["choices"] = .fields([
        "options": .list(
          choices.map { value, label in
            [
              "value": .text(value), "label": .text(label),
              "isChosen": .flag(value == (shown ?? "")),
            ]
          })
      ])
    case .suggested(let texts):
      fields["type"] = .text("text")
      fields["suggestions"] = .fields(["texts": .texts(texts)])
    case .check: fields["isCheck"] = .flag(true)
    case .sought(let path):
      fields["type"] = .text("text")
      fields["source"] = .text(path)
    }
    return fields
  }
}

extension RecordField {
  /// The field as the head of a form's input: the product's own label where there is one.
  var label: Words {
    if let label = Label(rawValue: rawValue) { return label.words }
    let words = words
    return Words(
      words.finnish.withCapital, words.swedish.withCapital, words.english.withCapital)
  }
}

extension String {
  /// The text with a capital first letter.
  fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
