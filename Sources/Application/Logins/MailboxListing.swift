import Store

/// Shows the mailboxes that are read, how each logs in, and when that last worked.
package struct MailboxListing: Sendable {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// In the order of the logins.
  package func rows(of logins: [ConfiguredLogin]) async throws -> [MailboxRow] {
    let states = Dictionary(
      try await store.mailboxStates().map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return logins.map { MailboxRow($0, states[$0.name]) }
  }

  package func row(of login: ConfiguredLogin) async throws -> MailboxRow {
    let state =
      login.folder == nil ? nil : try await store.mailboxStates().first { $0.name == login.name }
    return MailboxRow(login, state)
  }
}
