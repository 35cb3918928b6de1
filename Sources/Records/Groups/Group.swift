/// A node of a company's hierarchy, by which people order their documents and tasks.
package struct Group: Sendable, Hashable {
  package let id: GroupID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  /// Nil for a root.
  package let parent: GroupID?
  package let name: String
  /// The names from the root down to this one, joined by "/": `Myynti/Tarjoukset`.
  package let path: String
  /// For so many years after the year of a document the group's documents are kept; nil is as the
  /// group above has it.
  package let keepYears: Int?

  package init(
    id: GroupID, company: CompanyID, companySlug: String, parent: GroupID?, name: String,
    path: String, keepYears: Int? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.parent = parent
    self.name = name
    self.path = path
    self.keepYears = keepYears
  }
}
