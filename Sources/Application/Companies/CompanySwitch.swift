import Foundation
import MailIngest
import Records
import Store

/// Switches a company's Mini-CRM on and off.
package struct CompanySwitch: Sendable {
  /// The outcome of a switching on.
  package struct Opening: Sendable {
    package let company: CompanyRow
    /// The errors by which mails that were held stay held, one each.
    package let unfiled: [any Error]
  }

  private let store: Store
  private let company: ActingCompany
  private let template: AddressTemplate?

  package init(_ company: ActingCompany, in store: Store, template: AddressTemplate?) {
    self.store = store
    self.company = company
    self.template = template
  }

  /// Files the mail that was held meanwhile, too; without an `intake`, where the installation has
  /// no addresses, none was.
  package func turnOn(intake: MailIntake?) async throws -> Opening {
    let open = try await turn(on: true)
    let kept = intake.map { MailReview(store: store, intake: $0) }
    return Opening(
      company: CompanyRow(open, template: template),
      unfiled: try await kept?.releaseHeld(at: open, by: company.actor) ?? [])
  }

  /// Everything is kept; the company's mail is held from now on.
  package func turnOff() async throws -> CompanyRow {
    CompanyRow(try await turn(on: false), template: template)
  }

  private func turn(on active: Bool) async throws -> Company {
    var change = CompanyChange()
    change.active = .set(active)
    return try await company.editCompany(change)
  }
}
