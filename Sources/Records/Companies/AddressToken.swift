/// What an address of ours says: which company, and the secret that proves it.
package struct AddressToken: Sendable, Hashable {
  package let slug: String
  package let token: String

  package init(slug: String, token: String) {
    self.slug = slug
    self.token = token
  }
}
