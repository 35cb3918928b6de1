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

  /// The company that a mail is released to: its own, which is the named one where one is named,
  /// or the named one for a mail without.
  package func target(of id: MailID, named: CompanyScope?) async throws -> ReleaseTarget {
    let mail = try await reading.mail(id, at: nil)
    guard let own = mail.company else {
      guard let named else {
        throw Refusal(of: .record(.mail, id.rawValue), .mail(.ofNoCompany))
      }
      return ReleaseTarget(mail: mail, scope: named)
    }
    if let named, named.id != own { throw Refusal.notFound(id) }
    return ReleaseTarget(mail: mail, scope: store.company(own))
  }

  /// Files a kept mail whatever kind it is.
  package func release(
    to target: ReleaseTarget, by actor: Actor, intake: MailIntake
  ) async throws -> [MailRow] {
    let company = try await target.scope.company()
    return try await MailReview(store: store, intake: intake).release(
      target.mail, to: company, by: actor
    ).map(MailRow.init)
  }

  /// Decides on a kept mail anew, as if it had just come.
  package func retry(
    _ id: MailID, at scope: CompanyScope?, intake: MailIntake, now: Date
  ) async throws -> [MailRow] {
    let mail = try await reading.mail(id, at: scope)
    return try await MailReview(store: store, intake: intake).retry(mail, now: now)
      .map(MailRow.init)
  }

  /// Lets go of a kept mail's content; its verdict stays on record.
  package func discard(_ id: MailID, at scope: CompanyScope?) async throws -> [MailRow] {
    let mail = try await reading.mail(id, at: scope)
    return [MailRow(try await store.discard(mail.id))]
  }
}
