import HTTPTypes
import Records
import Store
import Testing

@testable import Web

/// A desk with a record of each kind in both companies, and an accountant.
struct PageGround {
  let desk: PageDesk
  let accountant: PersonID
  /// Ids by the name of their kind's pages.
  let own: [String: Int64]
  let foreign: [String: Int64]

  init() async throws {
    desk = try await PageDesk()
    accountant = try await desk.acme.acting(as: .operator, at: PageDesk.moment).addPerson(
      NewPerson(name: "Kirsi", email: "kirsi@tilit.example", role: .accountant)
    ).id
    own = try await Self.records(
      of: desk.acme, document: desk.document, person: desk.matti,
      mail: desk.mail(Self.mail, to: desk.acme))
    foreign = try await Self.records(
      of: desk.beta, document: desk.otherDocument, person: desk.liisa,
      mail: desk.mail(Self.mail, to: desk.beta))
  }

  private static let mail = "Subject: Salainen\nContent-Type: text/plain\n\nTerve"

  private static func records(
    of scope: CompanyScope, document: Int64, person: PersonID, mail: MailID
  ) async throws -> [String: Int64] {
    let company = scope.acting(as: .operator, at: PageDesk.moment)
    let customer = try await company.add(NewCustomer(name: "Salainen Oy")).record
    let contact = try await company.add(NewContact(name: "Maija"), to: customer.id).record
    let email = try #require(try await scope.person(person)?.email)
    let task = try await company.addTask(
      NewTask(
        person: email, description: "Soita", date: try #require(CivilDate("2030-03-05"))))
    let group = try await company.addGroup(path: "Myynti")
    return [
      "documents": document, "customers": customer.id.rawValue,
      "contacts": contact.id.rawValue, "tasks": task.id.rawValue,
      "groups": group.id.rawValue, "persons": person.rawValue, "mails": mail.rawValue,
    ]
  }

  /// The heads of both companies' logs: all that changes anything is in one of them.
  func heads() async throws -> [String] {
    var heads: [String] = []
    for scope in [desk.acme, desk.beta] {
      heads.append("\(try await scope.log.verify())")
    }
    return heads
  }

  func forms() -> [Route] { routes(.post) }

  /// The routes of a company's pages.
  func routes(_ method: HTTPRequest.Method) -> [Route] {
    let reception = Reception(
      desk.access, origin: ServedSite.origin, forgottenPassword: { _ in },
      now: { PageDesk.moment })
    return reception.routes { true }.routes.filter {
      $0.method == method && $0.path.description.hasPrefix("/{c}")
    }
  }

  /// The path of a form with the ids of the records.
  static func path(_ route: Route, at company: String, _ ids: [String: Int64]) -> String {
    let path = route.path.description
    let kind = ids.keys.first { path.contains("/\($0)/") } ?? "documents"
    return path.replacing("{c}", with: company).replacing("{id}", with: "\(ids[kind] ?? 0)")
  }
}
