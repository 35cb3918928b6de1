import Foundation
import Records
import Store

/// Searches a company's customer log, as people ask for it.
package struct LogSearching: Sendable {
  /// The conditions of a search; nil, or no kind, is everything.
  package struct Request: Sendable {
    package var kinds: Set<LogKind> = []
    package var customer: Reference<CustomerID>?
    package var contact: Reference<ContactID>?
    /// An address that whoever acted, or was reminded, has or had.
    package var person: String?
    /// Days of the company's zone, both included.
    package var from: CivilDate?
    package var to: CivilDate?
    package var text: String?
    /// Entries a page.
    package var limit: Int
    /// The cursor of the page before.
    package var after: String?

    package init(limit: Int) { self.limit = limit }
  }

  private let scope: CompanyScope

  package init(at scope: CompanyScope) { self.scope = scope }

  /// One page, newest first.
  package func page(_ request: Request) async throws -> LogPageRow {
    let days = try CompanyDays(await scope.company())
    let page = try await scope.log.search(try await query(request, days))
    return LogPageRow(
      entries: page.entries.map { LogEntryRow($0, localTime: days.text($0.at)) }, next: page.next)
  }

  private func query(_ request: Request, _ days: CompanyDays) async throws -> LogQuery {
    var persons: Set<PersonID>?
    if let person = request.person {
      let found = try await scope.persons(everWithEmail: person)
      guard !found.isEmpty else { throw Refusal(.person, person, .absent(.nobodyHadAddress)) }
      persons = found
    }
    var query = LogQuery(
      kinds: request.kinds, persons: persons, from: request.from.map(days.start(of:)),
      until: request.to.map(days.end(of:)), text: request.text, limit: request.limit,
      after: request.after)
    (query.customer, query.contact) = (request.customer, request.contact)
    return query
  }
}
