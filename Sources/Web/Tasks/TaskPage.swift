import Application
import Records

/// A task: its details, its reminders and why they come then, and its forms.
struct TaskPage {
  private let visit: CompanyVisit
  private let task: TaskRow
  private let names: PartyNames
  private let reminders: [ShownReminder]
  private let form: TaskForm
  private let days: CompanyDays

  private var language: Language { visit.language }
  private var path: String { visit.path(ofTask: task.id) }

  init(
    _ visit: CompanyVisit, _ task: TaskRow, _ names: PartyNames, _ reminders: [ShownReminder],
    _ form: TaskForm
  ) throws {
    (self.visit, self.task, self.names) = (visit, task, names)
    (self.reminders, self.form) = (reminders, form)
    days = try visit.workplace.days()
  }

  var page: Page {
    var list = ListView(heading: task.description, path: path, empty: TaskWords.noReminders)
    list.hasSearch = false
    list.facts = facts
    list.links = links
    list.forms = visit.may(.work) ? forms : []
    list.table = Table(
      heads: [TaskWords.reminder[language], TaskWords.state[language], TaskWords.why[language]],
      rows: reminders.map { reminder in
        [
          Table.Cell(days.shown(reminder.moment, in: language)),
          Table.Cell(reminder.state.words[language], detail: reminder.reply),
          Table.Cell(reminder.reason),
        ]
      })
    return list.page(visit, at: .tasks)
  }

  private var facts: [(name: String, value: String)] {
    let every = task.every.flatMap { Recurrence($0) }?.words[language]
    let all: [(Words, String?)] = [
      (TaskWords.state, task.state.words[language]),
      (Label.date.words, task.date.text(in: language)), (Label.person.words, task.person),
      (Label.group.words, task.group), (RecordField.every.label, every),
      (RecordField.externalID.label, task.externalID),
    ]
    return all.compactMap { words, value in value.map { (words[language], $0) } }
  }

  private var links: [(label: String, path: String)] {
    var links: [(String, String)] = []
    if let id = task.customer, let name = names.customers[id] {
      links.append((name, visit.path(ofCustomer: id)))
    }
    if let id = task.contact, let name = names.contacts[id] {
      links.append((name, visit.path(ofContact: id)))
    }
    return links
  }

  private var forms: [FormView] {
    guard task.state == .open else { return [.button("\(path)/reopen", TaskWords.reopen)] }
    return [
      .button("\(path)/done", TaskWords.done, isPlain: false), form.editing(task, names),
      .button("\(path)/cancel", TaskWords.cancel),
    ]
  }
}
