/// The numbers that a company's people see change.
package struct CompanyActivity: Sendable, Hashable {
  /// The end of the company's log: as long as that is the same, all is.
  package let end: LogNumber
  package let inbox: Int
  package let documents: Int
  /// Open ones.
  package let tasks: Int

  package init(end: LogNumber, inbox: Int, documents: Int, tasks: Int) {
    (self.end, self.inbox, self.documents, self.tasks) = (end, inbox, documents, tasks)
  }
}
