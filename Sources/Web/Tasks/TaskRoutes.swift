import Application
import HummingbirdCore
import Records

/// A company's tasks: mine and all; coming, late and done.
extension Reception {
  var taskRoutes: [Route] {
    let list: CompanyPage = { request, visit in
      var asked = Workplace.TaskRequest()
      if let stage = request.query["state"] {
        guard let known = Workplace.TaskRequest.Stage(rawValue: stage) else {
          throw WebError(.notFound)
        }
        asked.stage = known
      }
      asked.isMine = request.query["mine"] == "1"
      asked.text = request.searchText
      let now = now()
      let rows = try await visit.workplace.tasks(asked, request.listPage(), at: now)
      let names = try await visit.workplace.names(
        ofCustomers: Set(rows.compactMap(\.customer)), contacts: [])
      let today = try visit.workplace.days().day(now)
      let form = visit.may(.work) ? try await TaskForm(visit) : nil
      return TasksPage(visit, asked, rows, names, form, today: today).page
    }
    let one: CompanyPage = { request, visit in
      let task = try await visit.workplace.task(request.pathID())
      let names = try await visit.workplace.names(
        ofCustomers: Set([task.customer].compactMap(\.self)),
        contacts: Set([task.contact].compactMap(\.self)))
      let reminders = try await visit.workplace.reminders(of: task.id, at: now())
      return try TaskPage(visit, task, names, reminders, await TaskForm(visit)).page
    }
    let path = "/{c}/tasks/{id}"
    return [
      pageAtCompany("/{c}/tasks", list),
      formAtCompany("/{c}/tasks", "add", on: list) { form in
        let task = try await form.acting.addTask(form.newTask())
        if form.fields["next"] == "customer", let customer = task.customer {
          return "\(form.visit.path(ofCustomer: customer))?tab=tasks"
        }
        return form.visit.path(ofTask: task.id)
      },
      pageAtCompany(path, one),
      formAtCompany(path, "edit", on: one) { form in
        try await form.acting.editTask(form.request.pathID(), form.taskChange())
        return try form.visit.path(ofTask: form.request.pathID())
      },
      formAtCompany(path, "postpone", on: one) { form in
        try await form.acting.editTask(form.request.pathID(), form.taskChange())
        return form.visit.tasksPath
      },
      formAtCompany(path, "done", on: one) { form in
        try await form.acting.finishTask(form.request.pathID())
        return form.visit.tasksPath
      },
      formAtCompany(path, "reopen", on: one) { form in
        try await form.acting.reopenTask(form.request.pathID())
        return try form.visit.path(ofTask: form.request.pathID())
      },
      formAtCompany(path, "cancel", on: one) { form in
        try await form.acting.cancelTask(form.request.pathID())
        return form.visit.tasksPath
      },
    ]
  }
}

extension CompanyVisit {
  fileprivate var tasksPath: String { "\(path)/tasks" }
}
