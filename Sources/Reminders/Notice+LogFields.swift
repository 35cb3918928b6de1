import Foundation
import Logging
import Records

extension Notice {
  /// The fields of a notice in the log, from its planning to the server's reply: ids alone, since
  /// names and tasks are nobody else's business.
  var logFields: Logger.Metadata {
    [
      "notice": "\(id.rawValue)", "message-id": "\(messageID)", "attempt": "\(attempts)",
      "company": "\(company.rawValue)", "person": "\(person.rawValue)",
      "planned-for": "\(moment.formatted(.iso8601))",
      "reminders": "\(tasks.map { "\($0.reminder.rawValue)" }.joined(separator: ","))",
    ]
  }
}
