import Application
import HummingbirdCore
import Records

/// A company's tasks: mine and all; coming, late and done.
extension Reception {
  var taskRoutes: [Route] {
    [
      getAtCompany("/{c}/tasks") { request, visit in
        var asked = Workplace.TaskRequest()
        if let stage = request.query["state"] {
          guard let known = Workplace.TaskRequest.Stage(rawValue: stage) else {
            throw WebError(.notFound)
          }
          asked.stage = known
        }
        asked.isMine = request.query["mine"] == "1"
        asked.text = request.searchText
        let rows = try await visit.workplace.tasks(asked, request.listPage(), at: now())
        let names = try await visit.workplace.names(
          ofCustomers: Set(rows.compactMap(\.customer)), contacts: [])
        return TasksPage(visit, asked, rows, names).page.answer()
      }
    ]
  }
}
