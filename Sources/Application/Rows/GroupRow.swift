import Records

/// A group of a company, which goes by its slug.
package struct GroupRow: Encodable, Sendable {
  package let id: GroupID
  package let company: String
  package let path: String

  package init(_ group: Group) {
    id = group.id
    company = group.companySlug
    path = group.path
  }
}
