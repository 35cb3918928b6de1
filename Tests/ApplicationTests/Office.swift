import Application
import Foundation
import Logging
import MailIngest
import Platform
import Records
import SQLiteEngine
import Store
import TestKit

/// An installation in a directory of its own, with a company that has a customer.
struct Office {
  static let now = Date(timeIntervalSince1970: 1_764_230_400)

  let directory: TemporaryDirectory
  let store: Store
  let template: AddressTemplate
  let company: Company
  let customer: Customer
  let intake: MailIntake

  /// The operator at work.
  var acting: ActingCompany { scope.acting(as: .operator, at: Self.now) }

  init() async throws {
    directory = try TemporaryDirectory()
    store = try await Store.open(directory.path("store"), making: .ifEmpty)
    template = try AddressTemplate("{company}-{token}@in.example.fi")
    company = try await store.addCompany(NewCompany(name: "Acme Oy", slug: "acme"))
    customer = try await store.company(company.id).acting(as: .operator, at: Self.now).addCustomer(
      NewCustomer(name: "Virtanen Oy"))
    let reader = MailReader(
      store: store, template: template, inlineImages: .keep,
      authentication: SenderAuthentication(by: []))
    intake = MailIntake(
      store: store, reader: reader,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { Self.now })
  }

  var scope: CompanyScope { store.company(company.id) }
  var address: String { template.address(slug: company.slug, token: company.token) }

  func openFile(_ text: String, named name: String) throws -> RegularFile {
    try RegularFile(try directory.write(text, to: name))
  }
}
