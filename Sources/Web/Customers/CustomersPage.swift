import Application
import Records

/// The list of a company's customers.
struct CustomersPage {
  private let visit: CompanyVisit
  private let rows: [CustomerRow]
  private let text: String?

  /// `rows` may be one more than the page shows.
  init(_ visit: CompanyVisit, _ rows: [CustomerRow], _ text: String?) {
    self.visit = visit
    self.rows = rows
    self.text = text
  }

  var page: Page {
    let language = visit.workplace.language
    let (shown, next) = rows.cut(\.customer.id.rawValue)
    var list = ListView(
      heading: Label.customers[language], path: "\(visit.path)/customers",
      empty: text == nil ? Self.none : ListWords.notFound)
    list.text = text
    list.next = next
    if visit.may(.work) {
      list.forms = [
        FormView(
          action: "\(visit.path)/customers/add", submit: Label.add.words,
          inputs: FormInput.inputs(of: nil as FieldTexts<Customer>?),
          summary: Label.newCustomer.words)
      ]
    }
    list.table = Table(
      heads: [Label.name, .businessID, .email, .phone].map { $0[language] },
      rows: shown.map { row in
        let customer = row.customer
        return [
          Table.Cell(
            customer.name, to: visit.path(ofCustomer: customer.id),
            detail: customer.archived ? Self.archived[language] : nil),
          Table.Cell(customer.businessID), Table.Cell(customer.email),
          Table.Cell(customer.phone),
        ]
      })
    return list.page(visit, at: .customers)
  }

  static let archived = Words("arkistoitu", "arkiverad", "archived")
  private static let none = Words(
    "Asiakkaita ei ole vielä.", "Det finns inga kunder än.", "There are no customers yet.")
}
