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
    list.table = Self.table(shown, language, atCustomers: (visit, names))
    return list.page(visit, at: .contacts)
  }

  /// `atCustomers` adds the customer of each.
  static func table(
    _ rows: [ContactRow], _ language: Language,
    atCustomers: (visit: CompanyVisit, names: PartyNames)? = nil
  ) -> Table {
    let customer = atCustomers == nil ? [] : [Label.customer]
    return Table(
      heads: ([Label.name, .role] + customer + [.email, .phone]).map { $0[language] },
      rows: rows.map { row in
        let contact = row.contact
        let place = atCustomers.map { visit, names in
          [
            Table.Cell(
              names.customers[contact.customer], to: visit.path(ofCustomer: contact.customer))
          ]
        }
        return [Table.Cell(contact.name), Table.Cell(contact.role)] + (place ?? [])
          + [Table.Cell(contact.texts[.email]), Table.Cell(contact.texts[.phone])]
      })
  }

  private static let none = Words(
    "Kontakteja ei ole vielä.", "Det finns inga kontakter än.", "There are no contacts yet.")
}
