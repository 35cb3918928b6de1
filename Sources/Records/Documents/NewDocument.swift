/// The details of a document that is added by hand; the bytes come apart.
package struct NewDocument: Sendable {
  /// One path component, without control characters.
  package var fileName: String
  /// Sniffed from the bytes.
  package var mediaType: String
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  package var title: String?
  package var date: CivilDate?
  /// The path of a group that is there.
  package var group: String?
  package var notes: String?

  package init(
    fileName: String, mediaType: String, customer: CustomerID? = nil, contact: ContactID? = nil,
    title: String? = nil, date: CivilDate? = nil, group: String? = nil,
    notes: String? = nil
  ) {
    self.fileName = fileName
    self.mediaType = mediaType
    self.customer = customer.map(Reference.id)
    self.contact = contact.map(Reference.id)
    self.title = title
    self.date = date
    self.group = group
    self.notes = notes
  }
}
