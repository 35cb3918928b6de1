import ArgumentParser
import Records

extension Language: ExpressibleByArgument {}
extension DocumentState: ExpressibleByArgument {}
extension MailVerdict: ExpressibleByArgument {}
extension LogKind: ExpressibleByArgument {}
extension ReminderState: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(argument)
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
