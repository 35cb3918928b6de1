import Application
import Records

/// The list of all contacts, by role and by words.
struct ContactsPage {
  private let visit: CompanyVisit
  private let rows: [ContactRow]
  private let names: PartyNames
  private let text: String?
  private let role: String?

  /// `rows` may be one more than the page shows.
  init(
    _ visit: CompanyVisit, _ rows: [ContactRow], _ names: PartyNames, text: String?, role: String?
  ) {
    self.visit = visit
    self.rows = rows
    self.names = names
    self.text = text
    self.role = role
  }

  var page: Page {
    let language = visit.workplace.language
    let (shown, next) = rows.cut(\.contact.id.rawValue)
    var list = ListView(
      heading: Label.contacts[language], path: "\(visit.path)/contacts",
      empty: text == nil && role == nil ? Self.none : ListWords.notFound)
    list.text = text
    list.conditions = role.map { [("role", $0)] } ?? []
    list.next = next
    list.forms = visit.may(.work) ? [Self.form(visit)] : []
    list.table = Self.table(shown, visit, atCustomers: names)
    return list.page(visit, at: .contacts)
  }

  /// The form that adds a contact; to `customer`, where it is one's alone.
  static func form(_ visit: CompanyVisit, to customer: Customer? = nil) -> FormView {
    var form = FormView(
      action: "\(visit.path)/contacts/add", submit: Label.add.words,
      inputs: FormInput.inputs(of: nil as FieldTexts<Contact>?), summary: DocumentWords.newContact)
    if let customer {
      form.hidden = [(RecordField.customer.rawValue, "\(customer.id.rawValue)")]
    } else {
      form.inputs.insert(
        FormInput(
          .customer, .sought("\(visit.path)/customers/names"), isRequired: true,
          autocomplete: "off"), at: 0)
    }
    return form
  }

  /// `atCustomers` adds the customer of each.
  static func table(
    _ rows: [ContactRow], _ visit: CompanyVisit, atCustomers names: PartyNames? = nil
  ) -> Table {
    let language = visit.language
    let customer = names == nil ? [] : [Label.customer]
    return Table(
      heads: ([Label.name, .role] + customer + [.email, .phone]).map { $0[language] },
      rows: rows.map { row in
        let contact = row.contact
        let place = names.map { names in
          [
            Table.Cell(
              names.customers[contact.customer], to: visit.path(ofCustomer: contact.customer))
          ]
        }
        return [
          Table.Cell(contact.name, to: visit.path(ofContact: contact.id)),
          Table.Cell(contact.role),
        ] + (place ?? [])
          + [Table.Cell(contact.texts[.email]), Table.Cell(contact.texts[.phone])]
      })
  }

  private static let none = Words(
    "Kontakteja ei ole vielä.", "Det finns inga kontakter än.", "There are no contacts yet.")
}
