import Application
import HummingbirdCore
import Records

/// CRM asiakasloki.
extension Reception {
  var logRoutes: [Route] {
    [
      getAtCompany("/{c}/log") { request, visit in
        var asked = LogSearching.Request(limit: WebRequest.listLimit)
        (asked.text, asked.after) = (request.searchText, request.query["after"])
        asked.customer = try request.id(request.query["customer"]).map(Reference.id)
        asked.contact = try request.id(request.query["contact"]).map(Reference.id)
        let log = try await visit.workplace.log(asked)
        let names = try await visit.workplace.names(
          ofCustomers: Set(log.entries.compactMap(\.customer)), contacts: [])
        return try LogPage(visit, log, names, request).page.answer()
      }
    ]
  }
}
