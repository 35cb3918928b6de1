import ArgumentParser
import Records

extension Language: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension DocumentState: ExpressibleByArgument {}
extension MailVerdict: ExpressibleByArgument {}
extension LogKind: ExpressibleByArgument {}
extension ReminderState: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(written: argument)
  }
}

/// Days before a task, as an argument: `7,1,0`; "" stands for the default.
struct ReminderDays: ExpressibleByArgument {
  let days: [Int]?

  init?(argument: String) {
    if argument.isEmpty {
      days = nil
      return
    }
    var days: [Int] = []
    for piece in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let day = Int(piece), (0...365).contains(day) else { return nil }
      days.append(day)
    }
    self.days = days
  }
}

/// A number of days, as an argument: `14d`, or `14`.
struct DayCount: ExpressibleByArgument {
  let days: Int

  init?(argument: String) {
    guard let days = Int(argument.hasSuffix("d") ? String(argument.dropLast()) : argument) else {
      return nil
    }
    self.days = days
  }
}

extension Recurrence: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// A recurrence as an argument; "" stands for none.
struct OptionalRecurrence: ExpressibleByArgument {
  let recurrence: Recurrence?

  init?(argument: String) {
    recurrence = Recurrence(argument)
    if recurrence == nil, !argument.isEmpty { return nil }
  }
}

/// A number as an argument; "" stands for none.
struct OptionalNumber: ExpressibleByArgument {
  let number: Int?

  init?(argument: String) {
    number = Int(argument)
    if number == nil, !argument.isEmpty { return nil }
  }
}

/// Kinds of log entries, as an argument: `documentReceived,personAdded`.
struct LogKinds: ExpressibleByArgument {
  let kinds: Set<LogKind>

  init?(argument: String) {
    var kinds: Set<LogKind> = []
    for piece in argument.split(separator: ",") {
      guard let kind = LogKind(rawValue: String(piece)) else { return nil }
      kinds.insert(kind)
    }
    guard !kinds.isEmpty else { return nil }
    self.kinds = kinds
  }
}
