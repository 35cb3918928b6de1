import Foundation

/// One mail to one person with everything that it says, as of the moment it was read.
package struct Notice: Sendable, Hashable {
  package let id: NoticeID
  package let company: CompanyID
  package let companyName: String
  package let companyLanguage: Language
  /// What the list of the company's notices is called; it says nothing.
  package let listName: String
  /// How far east of UTC the company's clock was when this was read.
  package let secondsFromUTC: Int
  package let person: PersonID
  package let personName: String
  package let personEmail: String
  /// The person's, else the company's.
  package let language: Language
  /// What it was planned for; of several moments the last.
  package let moment: Date
  /// How often it was tried, this time included.
  package let attempts: Int
  /// The same over all tries, in angle brackets.
  package let messageID: String
  /// By date, then by id; at least one.
  package let tasks: [NoticedTask]

  /// Whether something in it should have been said before.
  package var isLate: Bool { tasks.contains(where: \.isLate) }
}

/// A task as a notice names it.
package struct NoticedTask: Sendable, Hashable {
  package let reminder: ReminderID
  package let task: TaskID
  package let description: String
  package let date: CivilDate
  package let kind: ReminderKind
  /// From today in the company's zone; negative when the date is past.
  package let daysLeft: Int
  /// When it should have been said.
  package let moment: Date
  /// Said late, after down time.
  package let isLate: Bool
  /// The group's path.
  package let group: String?
  package let customer: Customer?
  /// Removed ones are none.
  package let contact: Contact?
  /// What is filed under the contact, or else the customer, newest first; a few.
  package let documents: [NoticedDocument]
  /// Of notices of this task that the same person was sent, oldest first.
  package let earlierMessageIDs: [String]
  /// Grows with every edit that a calendar has to hear of (RFC 5545).
  package let sequence: Int
  /// The left side of the UID that calendars know the task by, over all its notices.
  package let calendarName: String
}

/// A document as a notice names it.
package struct NoticedDocument: Sendable, Hashable {
  package let id: DocumentID
  package let fileName: String
  package let title: String?
}
