import Application
import Foundation
import Logging
import MailIngest
import Platform
import Records
import Store
import TestKit

@testable import Web

/// Mails that come to the companies of the desk.
extension PageDesk {
  static let template = "{company}-{token}@in.example.fi"

  var intake: MailIntake {
    get throws {
      let reader = MailReader(
        store: store, template: try AddressTemplate(Self.template), inlineImages: .keep,
        authentication: SenderAuthentication(by: []))
      return MailIntake(
        store: store, reader: reader,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { Self.moment })
    }
  }

  /// A mail to the company, as it was decided on.
  @discardableResult
  func mail(_ text: String, to scope: CompanyScope) async throws -> MailID {
    let company = try await scope.company()
    let address = try AddressTemplate(Self.template)
      .address(slug: company.slug, token: company.token)
    let file = try RegularFile(
      try directory.write("To: \(address)\n" + text, to: "\(UUID().uuidString).eml"))
    let added = try await MailDecisions(store).add(
      file.descriptor, size: file.size, recipient: address, limit: 1 << 20, intake: intake,
      now: Self.moment)
    guard let row = added.rows.first else { throw TestKitError("no mail was added") }
    return row.id
  }
}
