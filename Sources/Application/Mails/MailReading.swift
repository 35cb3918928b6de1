import Records
import Store

/// Shows mails and what became of them: a company's, or those of all companies and of none, which
/// the operator alone may see.
package struct MailReading: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Newest first.
  package func list(
    at scope: CompanyScope?, verdict: MailVerdict?, page: ListPage<MailID>
  ) async throws -> [MailRow] {
    let mails =
      if let scope {
        try await scope.mails(verdict: verdict, page: page)
      } else {
        try await store.mails(verdict: verdict, page: page)
      }
    return mails.map(MailRow.init)
  }

  package func details(of id: MailID, at scope: CompanyScope?) async throws -> MailDetailsRow {
    MailDetailsRow(try await mail(id, at: scope))
  }

  /// With every part.
  package func explanation(
    of id: MailID, at scope: CompanyScope?
  ) async throws -> MailExplanationRow {
    let details = try await details(of: id, at: scope)
    return MailExplanationRow(
      details, parts: try await store.parts(of: id).map(MailPartRow.init))
  }

  /// Refuses where the company hasn't got the mail.
  func mail(_ id: MailID, at scope: CompanyScope?) async throws -> Mail {
    let mail =
      if let scope {
        try await scope.mail(id)
      } else {
        try await store.mail(id)
      }
    guard let mail else { throw Refusal.notFound(id) }
    return mail
  }
}
