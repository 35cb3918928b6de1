/// Sentences on tasks.
extension LogText {
  /// `person` is the name of whose task it is.
  package func taskAdded(_ task: CustomerTask, of person: String) -> String {
    let named = named(task, person)
    let isPast = task.state != .open
    return switch language {
    case .finnish: (isPast ? "Kirjattiin tehty tehtävä: " : "Lisättiin tehtävä: ") + named
    case .swedish: (isPast ? "En utförd uppgift antecknades: " : "Ny uppgift: ") + named
    case .english: (isPast ? "Recorded a task that was done: " : "Added the task: ") + named
    }
  }

  /// `description` is what the task was called before, `reason` why it was edited.
  package func taskEdited(
    _ description: String, _ changes: FieldChanges, reason: String? = nil
  ) -> String {
    let task = LogText.shortened(LogText.inOneLine(description))
    let changes =
      changes.text(in: language) + (reason.map { "; \(LogText.inOneLine($0))" } ?? "")
    return switch language {
    case .finnish: "Muutettiin tehtävää: \(task) (\(changes))"
    case .swedish: "Uppgiften ändrades: \(task) (\(changes))"
    case .english: "Edited the task: \(task) (\(changes))"
    }
  }

  /// A task that was done or cancelled, as its state says.
  package func taskEnded(_ task: CustomerTask, of person: String) -> String {
    let named = named(task, person)
    let isDone = task.state == .done
    return switch language {
    case .finnish: (isDone ? "Tehtävä tehtiin: " : "Tehtävä peruttiin: ") + named
    case .swedish: (isDone ? "Uppgiften utfördes: " : "Uppgiften avlystes: ") + named
    case .english: (isDone ? "The task was done: " : "The task was cancelled: ") + named
    }
  }

  /// A task that was done or cancelled is to be done after all.
  package func taskReopened(_ task: CustomerTask, of person: String) -> String {
    let named = named(task, person)
    return switch language {
    case .finnish: "Tehtävä avattiin uudelleen: \(named)"
    case .swedish: "Uppgiften öppnades igen: \(named)"
    case .english: "Opened the task again: \(named)"
    }
  }

  /// An entry of the log is one line.
  package static func inOneLine(_ text: String) -> String { text.replacing("\n", with: " ") }

  /// `Soita Virtaselle 1.12.2026 (Matti Meikäläinen)`
  package func named(_ task: CustomerTask, _ person: String) -> String {
    "\(LogText.inOneLine(task.description)) \(task.date.text(in: language)) (\(person))"
  }
}
