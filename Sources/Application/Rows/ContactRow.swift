import Records

/// A contact at a customer of a company, which goes by its slug.
package struct ContactRow: Encodable, Sendable {
  package let contact: Contact

  package init(_ contact: Contact) { self.contact = contact }

  package func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: RowKey.self)
    try row.encode(contact.id, "id")
    try row.encode(contact.companySlug, "company")
    try row.encode(contact.customer, "customer")
    try row.encode(contact.texts)
    try row.encode(contact.removed, "removed")
    try row.encode(contact.mergedInto, "mergedInto")
  }
}
