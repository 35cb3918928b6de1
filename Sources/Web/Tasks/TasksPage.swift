import Application
import Records

/// The list of a company's tasks at one stage.
struct TasksPage {
  private let visit: CompanyVisit
  private let asked: Workplace.TaskRequest
  private let rows: [TaskRow]
  private let names: PartyNames

  private var language: Language { visit.workplace.language }

  /// `rows` may be one more than the page shows.
  init(
    _ visit: CompanyVisit, _ asked: Workplace.TaskRequest, _ rows: [TaskRow], _ names: PartyNames
  ) {
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
    list.table = Self.table(shown, visit, names)
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

  static func table(_ rows: [TaskRow], _ visit: CompanyVisit, _ names: PartyNames) -> Table {
    let language = visit.workplace.language
    return Table(
      heads: [Label.date, .description, .person, .customer].map { $0[language] },
      rows: rows.map { task in
        [
          Table.Cell(task.date.text(in: language)),
          Table.Cell(task.description, detail: task.group), Table.Cell(task.person),
          Table.Cell(
            task.customer.flatMap { names.customers[$0] },
            to: task.customer.map(visit.path(ofCustomer:))),
        ]
      })
  }
}

/// The words of lists of tasks.
enum TaskWords {
  static let mine = Words("Omat", "Mina", "Mine")
  static let all = Words("Kaikki", "Alla", "All")
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
