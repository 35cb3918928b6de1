import Foundation
import Records
import System

/// The details of a task, as they are stored.
struct TaskDetails: Hashable {
  /// Characters that a description may hold besides printable ones: line breaks, and the joiners
  /// that emoji are made with.
  private static let invisible: Set<Unicode.Scalar> = ["\n", "\u{200C}", "\u{200D}"]

  let person: PersonID
  let description: String
  let date: CivilDate
  let group: GroupID?
  let party: Party
  let reminderDays: [Int]?

  init(_ new: NewTask, of company: CompanyID, in transaction: Transaction) throws {
    person = try TaskDetails.person(new.person, of: company, in: transaction)
    description = try TaskDetails.description(new.description)
    date = new.date
    group = try new.group.map { try GroupTree(of: company, in: transaction).required(path: $0) }
    party = try Party.resolved(
      customer: new.customer, contact: new.contact, of: company, in: transaction)
    reminderDays = try FieldRule.reminderDays(new.reminderDays, .remind)
  }

  init(_ task: CustomerTask) {
    person = task.person
    description = task.description
    date = task.date
    group = task.group
    party = task.party
    reminderDays = task.reminderDays
  }

  /// The details after an edit. A person who has been removed since keeps the task until it is
  /// given to another.
  init(_ old: CustomerTask, _ change: TaskChange, in tree: GroupTree, _ transaction: Transaction)
    throws
  {
    person =
      switch change.person {
      case .keep: old.person
      case .set(let email): try TaskDetails.person(email, of: old.company, in: transaction)
      }
    description = try TaskDetails.description(change.description.applied(to: old.description))
    date = change.date.applied(to: old.date)
    group = try tree.applied(change.group, to: old.group)
    party = try change.party.applied(to: old.party, of: old.company, in: transaction)
    reminderDays = try FieldRule.reminderDays(
      change.reminderDays.applied(to: old.reminderDays), .remind)
  }

  private static func person(
    _ email: String, of company: CompanyID, in transaction: Transaction
  ) throws -> PersonID {
    guard let person = try Person.find(email: email, of: company, in: transaction) else {
      throw Refusal(.person, email, .absent(.nobodyHasAddress))
    }
    return person.id
  }

  private static func description(_ text: String) throws(Refusal) -> String {
    let text = text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw Refusal(.description, .text(.empty)) }
    try TextLimit.description.check(text, .description)
    let visible = text.unicodeScalars.filter { !invisible.contains($0) }
    guard String(visible).isPrintable else {
      throw Refusal(.description, .text(.controlCharacters(besides: .some)))
    }
    return text
  }
}
