import Application
import Records

/// The list of a company's tasks at one stage.
struct TasksPage {
  private let visit: CompanyVisit
  private let asked: Workplace.TaskRequest
  private let rows: [TaskRow]
  private let names: PartyNames
  private let form: TaskForm?
  private let today: CivilDate

  private var language: Language { visit.workplace.language }

  /// `rows` may be one more than the page shows.
  init(
    _ visit: CompanyVisit, _ asked: Workplace.TaskRequest, _ rows: [TaskRow],
    _ names: PartyNames, _ form: TaskForm?, today: CivilDate
  ) {
    (self.form, self.today) = (form, today)
    self.visit = visit
    self.asked = asked
    self.rows = rows
    self.names = names
  }

  var page: Page {
    let (shown, next) = rows.cut(\.id.rawValue)
    var list = ListView(
      heading: Label.tasks[language], path: path,
      empty: asked.text == nil ? TaskWords.none : ListWords.notFound)
    list.text = asked.text
    list.conditions = conditions(asked.stage ?? .coming, isMine: asked.isMine)
    list.tabs = tabs
    list.forms = form.map { [$0.adding()] } ?? []
    list.table = Self.table(shown, visit, names, today: today)
    list.next = next
    return list.page(visit, at: .tasks)
  }

  private var path: String { "\(visit.path)/tasks" }

  private var tabs: [ListView.Tab] {
    let stages = Workplace.TaskRequest.Stage.allCases.map { stage in
      ListView.Tab(
        label: TaskWords.of(stage)[language],
        path: WebPath.with(path, conditions(stage, isMine: asked.isMine)),
        isHere: stage == asked.stage)
    }
    let owners = [true, false].map { isMine in
      ListView.Tab(
        label: (isMine ? TaskWords.mine : TaskWords.all)[language],
        path: WebPath.with(path, conditions(asked.stage ?? .coming, isMine: isMine)),
        isHere: isMine == asked.isMine)
    }
    return stages + owners
  }

  private func conditions(
    _ stage: Workplace.TaskRequest.Stage, isMine: Bool
  ) -> [(name: String, value: String)] {
    [("state", stage.rawValue)] + (isMine ? [("mine", "1")] : [])
  }

  /// With the buttons of open tasks, where `today` is known and the person may work.
  static func table(
    _ rows: [TaskRow], _ visit: CompanyVisit, _ names: PartyNames, today: CivilDate? = nil
  ) -> Table {
    let language = visit.workplace.language
    let hasButtons = today != nil && visit.may(.work) && rows.contains { $0.state == .open }
    return Table(
      heads: [Label.date, .description, .person, .customer].map { $0[language] }
        + (hasButtons ? [TaskWords.actions[language]] : []),
      rows: rows.map { task in
        let isLate = task.state == .open && (today.map { task.date < $0 } ?? false)
        var cells = [
          Table.Cell(
            task.date.text(in: language), detail: isLate ? TaskWords.isLate[language] : nil),
          Table.Cell(task.description, to: visit.path(ofTask: task.id), detail: task.group),
          Table.Cell(task.person),
          Table.Cell(
            task.customer.flatMap { names.customers[$0] },
            to: task.customer.map(visit.path(ofCustomer:))),
        ]
        if hasButtons {
          var cell = Table.Cell(nil)
          if task.state == .open, let today { cell.forms = buttons(task, visit, today: today) }
          cells.append(cell)
        }
        return cells
      })
  }

  /// Done, and another day, in one click each.
  private static func buttons(
    _ task: TaskRow, _ visit: CompanyVisit, today: CivilDate
  ) -> [TemplateFields] {
    let path = visit.path(ofTask: task.id)
    var done = FormView.button("\(path)/done", TaskWords.done)
    done.isPlain = false
    let tomorrow = max(today, task.date).adding(days: 1)
    let later: FormView? = tomorrow.map { day in
      var form = FormView.button("\(path)/postpone", TaskWords.later)
      form.hidden = [(RecordField.date.rawValue, day.description)]
      return form
    }
    return [done, later].compactMap { $0?.fields(visit) }
  }
}

/// The words of lists of tasks.
enum TaskWords {
  static let mine = Words("Omat", "Mina", "Mine")
  static let all = Words("Kaikki", "Alla", "All")
  static let done = Words("Tehty", "Utförd", "Done")
  static let later = Words("Päivää myöhemmäksi", "En dag senare", "A day later")
  static let cancel = Words("Peru tehtävä", "Avlys uppgiften", "Cancel the task")
  static let reopen = Words("Avaa uudelleen", "Öppna på nytt", "Open again")
  static let actions = Words("Toiminnot", "Åtgärder", "Actions")
  static let isLate = Words("myöhässä", "försenad", "late")
  static let never = Words("ei toistu", "upprepas inte", "never again")
  static let remindAdvice = Words(
    "Montako päivää ennen, esimerkiksi 7, 1, 0. Tyhjä: henkilön omat päivät.",
    "Hur många dagar före, till exempel 7, 1, 0. Tomt: personens egna dagar.",
    "So many days before, as 7, 1, 0. Empty: the person's own days.")
  static let reminder = Words("Muistutus", "Påminnelse", "Reminder")
  static let state = Words("Tila", "Status", "State")
  static let why = Words("Miksi silloin", "Varför då", "Why then")
  static let noReminders = Words(
    "Muistutuksia ei ole.", "Det finns inga påminnelser.", "There are no reminders.")
  static let none = Words(
    "Tehtäviä ei ole.", "Det finns inga uppgifter.", "There are no tasks.")

  static func of(_ stage: Workplace.TaskRequest.Stage) -> Words {
    switch stage {
    case .coming: Words("Tulossa", "Kommande", "Coming")
    case .late: Words("Myöhässä", "Försenade", "Late")
    case .done: Words("Tehdyt", "Utförda", "Done")
    }
  }
}
