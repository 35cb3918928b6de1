import Records
import Store

/// Shows mails and what became of them: a company's, or those of all companies and of none, which
/// the operator alone may see.
package struct MailReading: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// Newest first.
  package func list(
    _ query: MailQuery, at scope: CompanyScope?, page: ListPage<MailID>
  ) async throws -> [MailRow] {
    try await mails(query, at: scope, page: page).map(MailRow.init)
  }

  func mails(
    _ query: MailQuery, at scope: CompanyScope?, page: ListPage<MailID> = ListPage()
  ) async throws -> [Mail] {
    if let scope {
      try await scope.mails(query, page: page)
    } else {
      try await store.mails(query, page: page)
    }
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
