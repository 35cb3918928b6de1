/// The numbers of what hangs on a customer.
package struct CustomerCounts: Sendable, Hashable {
  package let contacts: Int
  package let documents: Int
  package let tasks: Int

  package init(contacts: Int, documents: Int, tasks: Int) {
    self.contacts = contacts
    self.documents = documents
    self.tasks = tasks
  }
}
