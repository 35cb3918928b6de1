import Application
import HummingbirdCore
import Records

/// A company's customers, and one of them with all that hangs on it.
extension Reception {
  var customerRoutes: [Route] {
    [
      getAtCompany("/{c}/customers") { request, visit in
        let text = request.searchText
        let rows = try await visit.workplace.customers(text: text, request.listPage())
        return CustomersPage(visit, rows, text).page.answer()
      },
      getAtCompany("/{c}/customers/{id}") { request, visit in
        let side = request.query["tab"].map(CustomerPage.Side.init(rawValue:)) ?? .details
        guard let side else { throw WebError(.notFound) }
        let customer = try await visit.workplace.customer(request.pathID())
        let page = try CustomerPage(visit, customer)
        return try await page.page(side, request, now: now()).answer()
      },
    ]
  }
}
