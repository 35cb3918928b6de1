/// The company that an address of ours names, and the secret that proves the address.
package struct AddressToken: Sendable, Hashable {
  package let slug: String
  package let token: String

  package init(slug: String, token: String) {
    self.slug = slug
    self.token = token
  }
}
