import Application
import HummingbirdCore
import Records

/// A company's customers, and one of them with all that hangs on it.
extension Reception {
  var customerRoutes: [Route] {
    let list: CompanyPage = { request, visit in
      let text = request.searchText
      let rows = try await visit.workplace.customers(text: text, request.listPage())
      return CustomersPage(visit, rows, text).page
    }
    let one: CompanyPage = { request, visit in
      let side = request.query["tab"].map(CustomerPage.Side.init(rawValue:)) ?? .details
      guard let side else { throw WebError(.notFound) }
      let customer = try await visit.workplace.customer(request.pathID())
      var page = try CustomerPage(visit, customer)
      for id in request.similar(CustomerID.self) {
        if let row = try? await visit.workplace.customer(id) {
          page.similar.append(row.customer.customer)
        }
      }
      return try await page.page(side, request, now: now())
    }
    let path = "/{c}/customers/{id}"
    return [
      pageAtCompany("/{c}/customers", list),
      formAtCompany("/{c}/customers", "add", on: list) { form in
        let added = try await form.acting.add(NewCustomer(form.edits(of: Customer.self).texts))
        return form.visit.path(ofCustomer: added.record.id).adding(similar: added.similar)
      },
      pageAtCompany(path, one),
      formAtCompany(path, "edit", on: one) { form in
        try await form.acting.editCustomer(form.request.pathID(), form.edits())
        return try form.visit.path(ofCustomer: form.request.pathID())
      },
      formAtCompany(path, "archive", on: one) { form in
        try await form.acting.archiveCustomer(form.request.pathID())
        return try form.visit.path(ofCustomer: form.request.pathID())
      },
      formAtCompany(path, "restore", on: one) { form in
        try await form.acting.restoreCustomer(form.request.pathID())
        return try form.visit.path(ofCustomer: form.request.pathID())
      },
      formAtCompany(path, "merge", on: one) { form in
        guard let other: Reference<CustomerID> = form.reference(.customer) else {
          throw Refusal(.customer, .text(.empty))
        }
        let stays = try await form.acting.mergeCustomer(form.request.pathID(), into: other)
        return form.visit.path(ofCustomer: stays)
      },
    ]
  }
}
