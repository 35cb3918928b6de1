/// Something that a person of the company does, or has done, on a day. (`Task` is Swift's.)
package struct CustomerTask: Sendable, Hashable {
  package let id: TaskID
  package let company: CompanyID
  package let person: PersonID
  package let personEmail: String
  package let description: String
  package let date: CivilDate
  package let state: TaskState
  package let group: GroupID?
  package let party: Party
  /// Days before the date, 0 being the day itself; nil is the person's.
  package let reminderDays: [Int]?
}
