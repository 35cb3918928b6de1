/// The address that a company's mail goes to.
package struct AddressRow: Encodable, Sendable {
  package let address: String

  package init(_ address: String) { self.address = address }
}
