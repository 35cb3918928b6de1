import Application
import Records

/// The forms by which tasks are added and edited.
struct TaskForm {
  private let visit: CompanyVisit
  private let persons: [PersonRow]
  private let groups: [String]

  init(_ visit: CompanyVisit) async throws {
    self.visit = visit
    persons = try await visit.workplace.persons()
    groups = try await visit.workplace.groupPaths()
  }

  /// The form that adds a task; for `customer`, where it is one's alone.
  func adding(for customer: Customer? = nil) -> FormView {
    var form = FormView(
      action: "\(visit.path)/tasks/add", submit: Label.add.words,
      inputs: inputs(nil, customer: nil, contact: nil), summary: Label.addTask.words)
    if let customer {
      form.hidden = [
        (RecordField.customer.rawValue, "\(customer.id.rawValue)"), ("next", "customer"),
      ]
      form.inputs.removeAll { $0.name == RecordField.customer.rawValue }
    }
    return form
  }

  func editing(_ task: TaskRow, _ names: PartyNames) -> FormView {
    FormView(
      action: "\(visit.path(ofTask: task.id))/edit", submit: Label.save.words,
      inputs: inputs(
        task, customer: task.customer.flatMap { names.customers[$0] },
        contact: task.contact.flatMap { names.contacts[$0] }), summary: ListWords.edit)
  }

  private func inputs(_ task: TaskRow?, customer: String?, contact: String?) -> [FormInput] {
    let language = visit.language
    let own = visit.workplace.membership.person.email
    var choices = persons.map { (value: $0.email, label: "\($0.name) (\($0.email))") }
    if let person = task?.person, !choices.contains(where: { $0.value == person }) {
      choices.append((person, person))
    }
    let recurrences: [Recurrence] = [.week, .month, .year]
    var every = [(value: "", label: TaskWords.never[language])]
    every += recurrences.map { (value: $0.text, label: $0.words[language]) }
    if let text = task?.every, let own = Recurrence(text), !recurrences.contains(own) {
      every.append((text, own.words[language]))
    }
    return [
      FormInput(.description, value: task?.description, isRequired: true),
      FormInput(.date, .line("date"), value: task?.date.description, isRequired: true),
      FormInput(.person, .choice(choices), value: task?.person ?? own),
      FormInput(
        .customer, .sought("\(visit.path)/customers/names"), value: customer, autocomplete: "off"),
      FormInput(
        .contact, .sought("\(visit.path)/contacts/names"), value: contact, autocomplete: "off"),
      FormInput(.group, .choice(GroupChoices.of(groups, language)), value: task?.group),
      FormInput(.every, .choice(every), value: task?.every ?? ""),
      FormInput(
        .remind, value: task?.remind.map { $0.map(String.init).joined(separator: ", ") },
        advice: TaskWords.remindAdvice),
    ]
  }
}

/// The groups of a company as the choices of a form: a tree, shown by its depth.
enum GroupChoices {
  static func of(_ paths: [String], _ language: Language) -> [(value: String, label: String)] {
    [(value: "", label: "–")]
      + paths.map { path in
        let names = path.split(separator: "/")
        let indent = String(repeating: "\u{2003}", count: max(0, names.count - 1))
        return (value: path, label: indent + (names.last.map(String.init) ?? path))
      }
  }
}

extension CompanyForm {
  /// The task that the form adds; a missing person is the one who acts.
  func newTask() throws(Refusal) -> NewTask {
    let description = try required(.description)
    guard let date = try day(.date) else { throw Refusal(.date, .text(.empty)) }
    var task = NewTask(
      person: text(.person) ?? visit.workplace.membership.person.email, description: description,
      date: date)
    (task.group, task.externalID) = (text(.group), text(.externalID))
    (task.customer, task.contact) = (reference(.customer), reference(.contact))
    (task.reminderDays, task.every) = (try reminderDays(.remind), try recurrence())
    return task
  }

  /// The edits that the form has; a missing field stays as it is.
  func taskChange() throws(Refusal) -> TaskChange {
    var change = TaskChange()
    if self[.person] != nil { change.person = .set(try required(.person)) }
    if self[.description] != nil { change.description = .set(try required(.description)) }
    if self[.date] != nil {
      guard let date = try day(.date) else { throw Refusal(.date, .text(.empty)) }
      change.date = .set(date)
    }
    change.group = edit(.group)
    if self[.remind] != nil { change.reminderDays = .set(try reminderDays(.remind)) }
    if self[.every] != nil { change.every = .set(try recurrence()) }
    if self[.customer] != nil { change.party.customer = .set(reference(.customer)) }
    if self[.contact] != nil { change.party.contact = .set(reference(.contact)) }
    return change
  }

  /// `7, 1, 0`; nil for an empty field.
  func reminderDays(_ field: RecordField) throws(Refusal) -> [Int]? {
    guard let text = text(field) else { return nil }
    let words = text.split { ", ;".contains($0) }
    let days = words.compactMap { Int($0) }
    guard days.count == words.count else { return try FieldRule.reminderDays([-1], field) }
    return try FieldRule.reminderDays(days, field)
  }

  private func recurrence() throws(Refusal) -> Recurrence? {
    guard let text = text(.every) else { return nil }
    guard let every = Recurrence(written: text) else {
      throw Refusal(.every, text, .time(.notARecurrence))
    }
    return every
  }
}
