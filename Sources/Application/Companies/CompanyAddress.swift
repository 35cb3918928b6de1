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

  /// Makes a new address; the old one stops working at once.
  package func rotate() async throws -> AddressRow {
    row(of: try await scope.rotateAddress())
  }

  private func row(of company: Company) -> AddressRow {
    AddressRow(template.address(slug: company.slug, token: company.token))
  }
}
