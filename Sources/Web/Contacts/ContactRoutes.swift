import Application
import HummingbirdCore
import Records

/// The contacts of a company's customers.
extension Reception {
  var contactRoutes: [Route] {
    [
      getAtCompany("/{c}/contacts") { request, visit in
        let (text, role) = (request.searchText, request.query["role"])
        let rows = try await visit.workplace.contacts(role: role, text: text, request.listPage())
        let names = try await visit.workplace.names(
          ofCustomers: Set(rows.map(\.contact.customer)), contacts: [])
        return ContactsPage(visit, rows, names, text: text, role: role).page.answer()
      }
    ]
  }
}
