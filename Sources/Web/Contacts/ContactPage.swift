import Application
import Records

/// A contact: its details, its forms, and the ways to what hangs on it.
struct ContactPage {
  private let visit: CompanyVisit
  private let contact: Contact
  private let names: PartyNames
  /// Contacts that this one, which was just added, is like.
  private let similar: [Contact]

  private var language: Language { visit.language }
  private var path: String { visit.path(ofContact: contact.id) }

  init(_ visit: CompanyVisit, _ contact: Contact, _ names: PartyNames, similar: [Contact]) {
    (self.visit, self.contact, self.names, self.similar) = (visit, contact, names, similar)
  }

  var page: Page {
    var list = ListView(heading: contact.name, path: path, empty: ListWords.notFound)
    list.hasSearch = false
    list.facts = facts
    list.links = links
    list.forms = visit.may(.work) ? forms : []
    list.similar = similar.map { ($0.name, visit.path(ofContact: $0.id)) }
    return list.page(visit, at: .contacts)
  }

  private var facts: [(name: String, value: String)] {
    Contact.fields.map(\.field).compactMap { field in
      contact.texts[field].map { (field.label[language], $0) }
    }
  }

  private var links: [(label: String, path: String)] {
    let id = contact.id.rawValue
    return [
      (names.customers[contact.customer] ?? "", visit.path(ofCustomer: contact.customer)),
      (Label.showDocuments[language], "\(visit.path)/documents?contact=\(id)"),
      (Label.log[language], "\(visit.path)/log?contact=\(id)"),
    ]
  }

  private var forms: [FormView] {
    guard !contact.removed else { return [.button("\(path)/restore", Label.restore.words)] }
    let customer = FormInput(
      .customer, .sought("\(visit.path)/customers/names"),
      value: names.customers[contact.customer], autocomplete: "off")
    return [
      FormView(
        action: "\(path)/edit", submit: Label.save.words,
        inputs: FormInput.inputs(of: contact.texts) + [customer], summary: ListWords.edit),
      FormView(
        action: "\(path)/merge", submit: Label.merge.words,
        inputs: [
          FormInput(
            .contact, .sought("\(visit.path)/contacts/names"), isRequired: true,
            autocomplete: "off", advice: Self.mergeAdvice)
        ], summary: Label.merge.words),
      .button("\(path)/archive", Label.archive.words),
    ]
  }

  private static let mergeAdvice = Words(
    "Saman asiakkaan kontakti, johon tämän tiedot siirtyvät: nimi tai numero.",
    "Kontakten hos samma kund som får uppgifterna: namn eller nummer.",
    "The contact of the same customer that gets all that is this one's: its name or number.")
}
