import Foundation
import MailIngest
import Records
import Store

/// The secret mail address of a company.
package struct CompanyAddress: Sendable {
  private let scope: CompanyScope
  private let template: AddressTemplate

  package init(of scope: CompanyScope, by template: AddressTemplate) {
    self.scope = scope
    self.template = template
  }

  package func show() async throws -> AddressRow {
    row(of: try await scope.company())
  }

  /// Makes a new address; the old one works on for `grace` days, or stops at once.
  package func rotate(grace: Int?, by actor: Actor, now: Date) async throws -> AddressRow {
    row(of: try await scope.acting(as: actor, at: now).rotateAddress(grace: grace))
  }

  private func row(of company: Company) -> AddressRow {
    AddressRow(template.address(slug: company.slug, token: company.token))
  }
}

/// The means by which companies' secret addresses are made and renewed.
package struct CompanyAddresses: Sendable {
  let template: AddressTemplate

  package init(_ template: AddressTemplate) { self.template = template }
}
