import Application
import Foundation
import MailIngest
import Platform
import Records
import SQLiteEngine
import Store
import Synchronization
import TestKit

@testable import Web

/// Two companies with a person and a document each, and the site that is served for them.
struct PageDesk: Sendable {
  static let password = "pitkä ja hyvä"
  /// Bytes of an uploaded file.
  static let maximumUpload = 1 << 20
  static let moment = Date(timeIntervalSince1970: 1_772_445_600)

  let store: Store
  let acme: CompanyScope
  let beta: CompanyScope
  let matti: PersonID
  let liisa: PersonID
  let document: Int64
  let otherDocument: Int64
  let clock: ManualTime
  let asked: Collected
  /// Links that were mailed: the address and the token.
  let mailed: Collected

  let directory: TemporaryDirectory

  init() async throws {
    directory = try TemporaryDirectory(named: "pages")
    store = try await Store.open(directory.path("store"), making: .ifEmpty)
    clock = ManualTime(Self.moment)
    (asked, mailed) = (Collected(), Collected())
    acme = store.company(
      try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme")).id)
    beta = store.company(
      try await store.addCompany(NewCompany(name: "Beta Oy", slug: "beta")).id)
    matti = try await acme.acting(as: .operator, at: Self.moment).addPerson(
      NewPerson(name: "Matti", email: "matti@acme.example", role: .admin)
    ).id
    liisa = try await beta.acting(as: .operator, at: Self.moment).addPerson(
      NewPerson(name: "Liisa", email: "liisa@beta.example")
    ).id
    document = try await Self.add("lasku.pdf", to: acme, in: store)
    otherDocument = try await Self.add("salainen.pdf", to: beta, in: store)
  }

  @discardableResult
  static func add(
    _ name: String, title: String? = nil, to scope: CompanyScope, in store: Store
  ) async throws -> Int64 {
    let content = Array("%PDF-1.4 \(name)".utf8)
    let place = Mutex(0)
    let upload = DocumentUpload(named: name, atMost: nil) { buffer in
      place.withLock { offset in
        let count = min(buffer.count, content.count - offset)
        buffer.copyBytes(from: content[offset..<(offset + count)])
        offset += count
        return count
      }
    }
    var details = DocumentUpload.Details()
    details.title = title
    let rows = try await DocumentUpload.add(
      [{ upload }], details, to: scope.acting(as: .operator, at: moment), in: store)
    guard let row = rows.first else { throw TestKitError("no document was added") }
    return row.id.rawValue
  }

  /// The token of a new link for a person.
  func link(for person: PersonID, at scope: CompanyScope) async throws -> SecretToken {
    let token = SecretToken.random()
    _ = try await scope.acting(as: .operator, at: clock.now)
      .makePasswordLink(.invitation, for: person, token)
    return token
  }

  /// The way in, with passwords that cost little.
  var access: Access {
    let clock = clock
    return Access(
      to: store,
      hashing: PasswordHashing(cost: Scrypt.Cost(rounds: 1, blockSize: 1, parallelism: 1)),
      now: { clock.now })
  }

  /// Serves the site while `body` runs.
  func served(
    sendsMail: Bool = true, _ body: @escaping @Sendable (ServedSite) async throws -> Void
  ) async throws {
    let (access, clock, asked) = (access, clock, asked)
    var services = Reception.Services()
    services.releasing = MailReleasing(try intake)
    services.maximumUpload = Int64(Self.maximumUpload)
    if sendsMail {
      services.mailLink = { [mailed] in mailed.add("\($0.link.email) \($0.token.text)") }
    }
    services.addresses = CompanyAddresses(try AddressTemplate(Self.template))
    let reception = Reception(
      access, origin: ServedSite.origin, forgottenPassword: { asked.add($0) }, services: services,
      now: { clock.now })
    try await ServedSite.with(reception.routes { true }.routes) { site in try await body(site) }
  }

  /// A browser of the person, who has logged in by a new link.
  func browser(
    of person: PersonID, at scope: CompanyScope, on site: ServedSite
  ) async throws -> TestBrowser {
    let browser = TestBrowser(site)
    let token = try await link(for: person, at: scope)
    let answer = try await browser.post(
      "/password/\(token.text)", ["password": Self.password])
    guard answer.status == 303 else { throw TestKitError("no log-in: \(answer.text)") }
    return browser
  }
}

/// A clock that stands until it is moved.
final class ManualTime: Sendable {
  private let moment: Mutex<Date>

  init(_ moment: Date) { self.moment = Mutex(moment) }

  var now: Date { moment.withLock(\.self) }

  func move(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// Texts that were handed over.
final class Collected: Sendable {
  private let texts = Mutex<[String]>([])

  var all: [String] { texts.withLock(\.self) }

  func add(_ text: String) { texts.withLock { $0.append(text) } }
}
