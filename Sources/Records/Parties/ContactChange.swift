/// What an edit changes in a contact.
package struct ContactChange: Sendable {
  package var name: Edit<String> = .keep
  package var role: Edit<String?> = .keep
  package var email: Edit<String?> = .keep
  package var phone: Edit<String?> = .keep

  package init() {}
}
