import Foundation
import Records
import Store

/// Changes of the company itself: its settings, persons, groups and address.
extension ActingPerson {
  package func editCompany(_ change: CompanyChange) async throws {
    _ = try await refusing { try await company.editCompany(change) }
  }

  /// Switches the company's Mini-CRM on, with the mail that was held meanwhile, or off.
  package func switchCompany(on: Bool, releasing: MailReleasing?) async throws {
    let companySwitch = CompanySwitch(company, in: workplace.store, template: nil)
    try await refusing {
      if on {
        _ = try await companySwitch.turnOn(intake: releasing?.intake)
      } else {
        _ = try await companySwitch.turnOff()
      }
    }
  }

  /// Makes a new secret address; the old one works on for `grace` days, or stops at once.
  package func rotateAddress(grace: Int?) async throws {
    _ = try await refusing { try await company.rotateAddress(grace: grace) }
  }

  // MARK: Persons

  package func addPerson(_ new: NewPerson) async throws -> PersonRow {
    try await refusing { PersonRow(try await company.addPerson(new)) }
  }

  package func editPerson(_ id: PersonID, _ edit: PersonChange) async throws {
    _ = try await refusing { try await company.editPerson(id, edit) }
  }

  /// Open tasks go to the person of the address `tasksTo`, or stay.
  package func removePerson(_ id: PersonID, tasksTo: String?) async throws {
    _ = try await refusing { try await company.removePerson(id, tasksTo: tasksTo) }
  }

  package func restorePerson(_ id: PersonID) async throws {
    _ = try await refusing { try await company.restorePerson(id) }
  }

  /// A link by which the person sets a password, which is to be mailed to the person's address.
  package func link(_ purpose: PasswordLink.Purpose, for id: PersonID) async throws -> SentLink {
    let token = SecretToken.random()
    let link = try await refusing { try await company.makePasswordLink(purpose, for: id, token) }
    return SentLink(link: link, token: token)
  }

  // MARK: Groups

  package func addGroup(path: String) async throws {
    _ = try await refusing { try await company.addGroup(path: path) }
  }

  package func renameGroup(_ id: GroupID, to name: String) async throws {
    _ = try await refusing { try await company.renameGroup(id, to: name) }
  }

  /// `parent` is a path; nil makes the group a root.
  package func moveGroup(_ id: GroupID, below parent: String?) async throws {
    let groups = try await workplace.groups()
    let place = try parent.map { path throws(Refusal) in
      guard let found = groups.first(where: { $0.path == path }) else {
        throw Refusal(.group, path, .absent(.unknown))
      }
      return found.id
    }
    _ = try await refusing { try await company.moveGroup(id, below: place) }
  }

  package func keepDocuments(of id: GroupID, years: Int?) async throws {
    _ = try await refusing { try await company.keepDocuments(of: id, years: .set(years)) }
  }

  package func removeGroup(_ id: GroupID) async throws {
    _ = try await refusing { try await company.removeGroup(id) }
  }
}

/// The company itself, as its persons see it.
extension Workplace {
  /// The groups, depth-first, siblings by name.
  package func groups() async throws -> [Group] {
    try await refusing { try await scope.groups() }
  }

  /// All persons, removed ones too.
  package func allPersons() async throws -> [PersonRow] {
    try await refusing { try await scope.persons(includingRemoved: true).map(PersonRow.init) }
  }

  /// The ways of persons into the company's pages, for those who have one.
  package func access(at now: Date) async throws -> [PersonID: PersonAccess] {
    try await refusing { try await scope.access(at: now) }
  }

  /// The secret address; nil where the installation has none.
  package func address(by addresses: CompanyAddresses?) -> String? {
    addresses?.template.address(slug: company.slug, token: company.token)
  }

  /// The moment at which mail came last.
  package func lastMail() async throws -> Date? {
    try await refusing { try await scope.lastMail() }
  }
}
