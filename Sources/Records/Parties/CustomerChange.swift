/// What an edit changes in a customer.
package struct CustomerChange: Sendable {
  package var name: Edit<String> = .keep
  package var businessID: Edit<String?> = .keep
  package var email: Edit<String?> = .keep
  package var phone: Edit<String?> = .keep

  package init() {}
}
