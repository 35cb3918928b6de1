/// The row of one log-in.
package struct LogInID: RawRepresentable, Hashable, Sendable, Codable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The way in of one e-mail address. It is apart from the persons' rows: a row joins it by a link
/// that was sent to that address, and leaves it when the row's address changes. So nobody who may
/// write rows of one company gets into another.
package struct LogIn: Sendable, Hashable {
  package let id: LogInID
  package let email: String
  /// The rows that have joined it, of companies by their slugs; removed ones are left out.
  package let memberships: [Membership]

  package init(id: LogInID, email: String, memberships: [Membership]) {
    self.id = id
    self.email = email
    self.memberships = memberships
  }
}

/// A person at work in a company.
package struct Membership: Sendable, Hashable {
  package let person: Person
  package let company: Company

  package init(person: Person, company: Company) {
    self.person = person
    self.company = company
  }

  package var language: Language { person.language ?? company.language }
}
