import Foundation
import Platform

/// A mail to come, as the plan shows it.
package struct PlannedNotice: Sendable, Hashable {
  package let company: CompanyID
  package let moment: Date
  /// The same in the company's zone: `2026-11-30 08:00`.
  package let localTime: String
  /// An IANA zone: the company's.
  package let timeZone: Zone
  package let person: PersonID
  package let personEmail: String
  /// By date, then by id.
  package let tasks: [TaskID]
  /// Why then: a sentence in English.
  package let reason: String

  package init(
    company: CompanyID, moment: Date, localTime: String, timeZone: Zone, person: PersonID,
    personEmail: String, tasks: [TaskID], reason: String
  ) {
    self.company = company
    self.moment = moment
    self.localTime = localTime
    self.timeZone = timeZone
    self.person = person
    self.personEmail = personEmail
    self.tasks = tasks
    self.reason = reason
  }
}
