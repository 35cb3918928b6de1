/// A customer and a contact that a filing adds.
package struct FilingAdditions: Sendable {
  package var customer: NewCustomer?
  /// A contact of the customer that the document goes to.
  package var contact: NewContact?
  /// Adds one also where another is like it.
  package var isSure = false

  package init() {}
}
