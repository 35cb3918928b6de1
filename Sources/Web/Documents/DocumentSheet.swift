import Application
import Records

/// A document with what is shown beside it: its image, its form, its siblings.
struct DocumentSheet {
  let visit: CompanyVisit
  let document: DocumentRow
  /// The documents of the same mail, itself among them.
  let siblings: [DocumentRow]
  let names: PartyNames
  /// Paths of the company's groups.
  let groups: [String]
  /// The one that comes after it in the Inbox.
  let next: DocumentID?

  private var language: Language { visit.language }
  var path: String { visit.path(ofDocument: document.id) }
  var name: String { document.title ?? document.fileName }

  /// The form by which the document is filed. `inInbox` goes on to the next one.
  func form(inInbox: Bool) -> FormView {
    let (assign, edit) = ("\(path)/assign", "\(path)/edit")
    var form: FormView
    if inInbox {
      form = FormView(action: assign, submit: Label.saveAndNext.words)
      form.others = [(edit, Label.save.words, nil)]
    } else if document.state == .filed {
      form = FormView(action: assign, submit: Label.save.words)
      form.alsoAt = [edit]
    } else {
      form = FormView(action: edit, submit: Label.save.words)
      form.others = [(assign, DocumentWords.toCustomer, nil)]
    }
    form.id = "file"
    form.inputs = [
      FormInput(
        .customer, .sought("\(visit.path)/customers/names"),
        value: document.customer.flatMap { names.customers[$0] }, autocomplete: "off"),
      FormInput(
        named: "newCustomer", DocumentWords.addsCustomer, .check, offer: Label.newCustomer.words),
      FormInput(
        .contact, .sought("\(visit.path)/contacts/names"),
        value: document.contact.flatMap { names.contacts[$0] }, autocomplete: "off"),
      FormInput(
        named: "newContact", DocumentWords.addsContact, .check, offer: DocumentWords.newContact),
      FormInput(.title, value: document.title),
      FormInput(.date, .line("date"), value: document.date?.description),
      FormInput(.group, .suggested(groups), value: document.group),
      FormInput(.notes, .area, value: document.notes),
    ]
    if isLikeAnother { form.inputs.append(FormInput(named: "sure", DocumentWords.sure, .check)) }
    if inInbox {
      form.hidden = [("next", next.map { "\($0.rawValue)" } ?? "")]
    }
    if document.state != .archived {
      form.others.append(("\(path)/archive", Label.archive.words, "e"))
    }
    return form
  }

  /// The form was refused since what it would add is like another.
  private var isLikeAnother: Bool {
    visit.attempt?.refusals.contains {
      if case .name(.like) = $0.fault { true } else { false }
    } ?? false
  }

  /// The fields of the template `sheet`.
  func fields(page: Int) -> TemplateFields {
    [
      "name": .text(name), "path": .text(path), "file": .text("\(path)/file"),
      "image": .text("\(path)/pages/\(page).png?width=1000"),
      "page": "\(page)", "openOriginal": .text(DocumentWords.openOriginal[language]),
      "noImage": .text(DocumentWords.noImage[language]),
      "fileName": .text(document.fileName), "size": .text(size),
      "sender": .optional(document.sender), "subject": .optional(document.subject),
      "detailsLabel": .text(Label.details[language]),
      "same": .optional(same), "others": .list(others),
      "siblingsLabel": .text(DocumentWords.siblings[language]),
      "hasSiblings": .flag(!others.isEmpty),
    ]
  }

  private var same: TemplateFields? {
    document.duplicateOf.map {
      ["label": .text(DocumentWords.same[language]), "path": .text(visit.path(ofDocument: $0))]
    }
  }

  private var others: [TemplateFields] {
    siblings.filter { $0.id != document.id }.map {
      ["name": .text($0.title ?? $0.fileName), "path": .text(visit.path(ofDocument: $0.id))]
    }
  }

  /// `1,2 Mt`
  private var size: String { FileSize.text(document.size, in: language) }
}

/// Sizes of files as people read them.
enum FileSize {
  static func text(_ bytes: Int64, in language: Language) -> String {
    let units =
      language == .english ? ["B", "kB", "MB", "GB", "TB"] : ["t", "kt", "Mt", "Gt", "Tt"]
    let isSwedish = language == .swedish
    var (value, unit) = (Double(bytes), 0)
    while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
    let tenths = (value * 10).rounded() / 10
    let isWhole = unit == 0 || tenths >= 10
    let number = isWhole ? "\(Int(value.rounded()))" : "\(tenths)"
    let shown = language == .english ? number : number.replacing(".", with: ",")
    let name = isSwedish ? ["B", "kB", "MB", "GB", "TB"][unit] : units[unit]
    return "\(shown)\u{A0}\(name)"
  }
}
