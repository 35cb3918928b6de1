import Foundation
import Records

/// A mail to come; the person goes by e-mail address.
package struct PlannedNoticeRow: Encodable, Sendable {
  package let moment: Date
  package let localTime: String
  package let person: String
  package let tasks: [TaskID]
  package let reason: String

  package init(_ notice: PlannedNotice) {
    moment = notice.moment
    localTime = notice.localTime
    person = notice.personEmail
    tasks = notice.tasks
    reason = notice.reason
  }
}
