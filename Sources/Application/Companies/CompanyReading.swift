import MailIngest
import Store

/// Shows a company.
package struct CompanyReading: Sendable {
  private let scope: CompanyScope
  private let template: AddressTemplate?

  /// `template` is nil where the installation has no addresses.
  package init(_ scope: CompanyScope, template: AddressTemplate?) {
    self.scope = scope
    self.template = template
  }

  /// With the moment when mail last came for the company.
  package func details() async throws -> CompanyDetailsRow {
    let company = CompanyRow(try await scope.company(), template: template)
    return CompanyDetailsRow(company, lastMail: try await scope.lastMail())
  }
}
