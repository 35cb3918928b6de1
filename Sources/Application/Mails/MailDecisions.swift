import Foundation
import MailIngest
import Records
import Store

/// The decisions that people take on mails after the fact, and mails that come by hand.
package struct MailDecisions: Sendable {
  private let store: Store
  private let reading: MailReading

  package init(_ store: Store) {
    self.store = store
    reading = MailReading(store)
  }

  /// Files the mail in `descriptor` (an open, seekable file) as if it had come for `recipient`; one
  /// of more than `limit` bytes is too large, and its file may end there.
  package func add(
    _ descriptor: Int32, size: Int64, recipient: String, limit: Int64, intake: MailIntake,
    now: Date
  ) async throws -> AddedMail {
    let mails = try await MailReview(store: store, intake: intake).add(
      descriptor, size: size, recipient: recipient, limit: limit, now: now)
    return AddedMail(
      rows: mails.map(MailRow.init),
      loss: mails.lazy.compactMap(AddedMail.Loss.init).first)
  }

  /// Files kept mails whatever kind they are: all that can be, or none where one of them can't. A
  /// mail goes to its own company, which is the named one where one is named; one without goes to
  /// the named one.
  package func release(
    _ ids: [MailID], to named: CompanyScope?, as email: String?, intake: MailIntake
  ) async throws -> [MailRow] {
    var targets: [(mail: Mail, company: Company, actor: Actor)] = []
    for id in ids {
      let mail = try await reading.mail(id, at: nil)
      let scope = try target(of: mail, named: named)
      try mail.requireRelease()
      targets.append((mail, try await scope.company(), try await scope.actor(email)))
    }
    let review = MailReview(store: store, intake: intake)
    var rows: [MailRow] = []
    for (mail, company, actor) in targets {
      rows += try await review.release(mail, to: company, by: actor).map(MailRow.init)
    }
    return rows
  }

  private func target(of mail: Mail, named: CompanyScope?) throws(Refusal) -> CompanyScope {
    guard let own = mail.company else {
      guard let named else {
        throw Refusal(of: .record(.mail, mail.id.rawValue), .mail(.ofNoCompany))
      }
      return named
    }
    if let named, named.id != own { throw Refusal.notFound(mail.id) }
    return store.company(own)
  }

  /// Decides on kept mails anew, as if they had just come: on all, or on none where one of them
  /// can't be decided on.
  package func retry(
    _ ids: [MailID], at scope: CompanyScope?, intake: MailIntake, now: Date
  ) async throws -> [MailRow] {
    let mails = try await mails(ids, at: scope)
    for mail in mails where mail.isFetched { try mail.requireRelease() }
    let review = MailReview(store: store, intake: intake)
    var rows: [MailRow] = []
    for mail in mails { rows += try await review.retry(mail, now: now).map(MailRow.init) }
    return rows
  }

  /// Lets go of the content of kept mails, of all or of none; their verdicts stay on record.
  package func discard(
    _ ids: [MailID], at scope: CompanyScope?, as email: String?, now: Date
  ) async throws -> [MailRow] {
    let mails = try await mails(ids, at: scope)
    var actors: [Actor] = []
    for mail in mails {
      try mail.requireDiscard()
      actors.append(try await mail.company.map(store.company(_:))?.actor(email) ?? .operator)
    }
    var rows: [MailRow] = []
    for (mail, actor) in zip(mails, actors) {
      rows.append(MailRow(try await store.discard(mail.id, by: actor, now: now)))
    }
    return rows
  }

  /// The ids of the mails that a query finds and that can be released, or retried.
  package func releasable(_ query: MailQuery, at scope: CompanyScope?) async throws -> [MailID] {
    try await reading.mails(query, at: scope).filter { $0.releaseFault == nil }.map(\.id)
  }

  /// The ids of the mails that a query finds and that can be discarded.
  package func discardable(_ query: MailQuery, at scope: CompanyScope?) async throws -> [MailID] {
    try await reading.mails(query, at: scope)
      .filter { $0.discardFault == nil && !$0.isDiscarded }.map(\.id)
  }

  private func mails(_ ids: [MailID], at scope: CompanyScope?) async throws -> [Mail] {
    var mails: [Mail] = []
    for id in ids { mails.append(try await reading.mail(id, at: scope)) }
    return mails
  }
}
