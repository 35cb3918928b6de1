import Foundation

/// One mail to one person with everything that it says, as of the moment it was read.
package struct Notice: Sendable, Hashable {
  package let id: NoticeID
  package let company: CompanyID
  package let companyName: String
  package let companyLanguage: Language
  /// The name of the list of the company's notices; the name tells nothing of the company.
  package let listName: String
  /// The offset of the company's clock when this was read, in seconds east of UTC.
  package let secondsFromUTC: Int
  package let person: PersonID
  package let personName: String
  package let personEmail: String
  /// The person's, else the company's.
  package let language: Language
  /// The moment that the notice was planned for; of several moments the last.
  package let moment: Date
  /// The number of tries, this one included.
  package let attempts: Int
  /// The same over all tries, in angle brackets.
  package let messageID: String
  /// By date, then by id; at least one.
  package let tasks: [NoticedTask]

  package init(
    id: NoticeID, company: CompanyID, companyName: String, companyLanguage: Language,
    listName: String, secondsFromUTC: Int, person: PersonID, personName: String,
    personEmail: String, language: Language, moment: Date, attempts: Int, messageID: String,
    tasks: [NoticedTask]
  ) {
    self.id = id
    self.company = company
    self.companyName = companyName
    self.companyLanguage = companyLanguage
    self.listName = listName
    self.secondsFromUTC = secondsFromUTC
    self.person = person
    self.personName = personName
    self.personEmail = personEmail
    self.language = language
    self.moment = moment
    self.attempts = attempts
    self.messageID = messageID
    self.tasks = tasks
  }

  /// A reminder in the notice should have gone before.
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
  /// The documents filed under the contact, or else the customer, newest first; a few.
  package let documents: [NoticedDocument]
  /// The Message-IDs of notices of this task that the same person was sent, oldest first.
  package let earlierMessageIDs: [String]
  /// Grows with every edit that a calendar has to hear of (RFC 5545).
  package let sequence: Int
  /// The left side of the UID that calendars know the task by, over all its notices.
  package let calendarName: String

  package init(
    reminder: ReminderID, task: TaskID, description: String, date: CivilDate, kind: ReminderKind,
    daysLeft: Int, moment: Date, isLate: Bool, group: String?, customer: Customer?,
    contact: Contact?, documents: [NoticedDocument], earlierMessageIDs: [String], sequence: Int,
    calendarName: String
  ) {
    self.reminder = reminder
    self.task = task
    self.description = description
    self.date = date
    self.kind = kind
    self.daysLeft = daysLeft
    self.moment = moment
    self.isLate = isLate
    self.group = group
    self.customer = customer
    self.contact = contact
    self.documents = documents
    self.earlierMessageIDs = earlierMessageIDs
    self.sequence = sequence
    self.calendarName = calendarName
  }
}

/// A document as a notice names it.
package struct NoticedDocument: Sendable, Hashable {
  package let id: DocumentID
  package let fileName: String
  package let title: String?

  package init(id: DocumentID, fileName: String, title: String?) {
    self.id = id
    self.fileName = fileName
    self.title = title
  }
}
