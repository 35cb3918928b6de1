import Foundation
import MIME
import Platform
import Records
import Store

/// People's decisions on mails after the fact, and mails that come by hand.
package struct MailReview: Sendable {
  private let store: Store
  private let intake: MailIntake

  package init(store: Store, intake: MailIntake) {
    self.store = store
    self.intake = intake
  }

  /// Files the mail in `descriptor` (an open, seekable file) as if it had come for `recipient`; one
  /// of more than `limit` bytes is too large, and its file may end there.
  package func add(
    _ descriptor: Int32, size: Int64, recipient: String, limit: Int64, now: Date
  ) async throws -> [Mail] {
    let held = ByteRange(descriptor: descriptor, offset: 0, length: min(size, limit))
    let message = ArrivedMessage(
      uid: nil, bytes: held,
      extent: size > limit ? .tooLarge(limit: limit) : .whole, size: size, receivedAt: now)
    let addressing = Addressing.recipient(recipient)
    let done = try await intake.file(intake.read([message], by: addressing), from: .none)
    guard let refused = done.refused.first else { return done.filed.map(\.mail) }
    return try await intake.keep(
      message.unfiled(because: refused.reason), by: addressing, from: .none
    ).map(\.mail)
  }

  /// Files a kept mail whatever kind it is: for `company`, or for the one it was held at.
  package func release(
    _ mail: Mail, to company: Company, by actor: Actor
  ) async throws -> [Mail] {
    try await refile(mail, by: .companies([company]), as: .release, actor: actor)
  }

  /// Decides on a kept mail anew, as if it had just come; it stays with the company it has. One
  /// that the server did not deliver is asked for again at the next look into its mailbox.
  package func retry(_ mail: Mail, now: Date) async throws -> [Mail] {
    guard mail.isFetched else {
      return [try await store.fetchAgain(mail.id, now: now)]
    }
    guard let own = mail.company else { return try await refile(mail, by: .header, as: .retry) }
    let company = try await store.company(own).company()
    return try await refile(mail, by: .companies([company]), as: .retry)
  }

  /// Decides on the mails that were held while the company was switched off, oldest first. One that
  /// can't be read stays held and delays no other; gives the errors of such.
  package func releaseHeld(at company: Company, by actor: Actor) async throws -> [any Error] {
    precondition(company.active, "a company's held mail is released once it is switched on")
    let held = try await store.company(company.id).mails(MailQuery(verdict: .held))
    var errors: [any Error] = []
    for mail in held.reversed() where mail.waitsForCompany {
      do {
        _ = try await refile(mail, by: .companies([company]), as: .switchedOn, actor: actor)
      } catch let error as StoreError where error.isTemporary {
        throw error
      } catch let error as SystemError where error.isTemporary {
        throw error
      } catch {
        errors.append(error)
      }
    }
    return errors
  }

  private func refile(
    _ mail: Mail, by addressing: Addressing, as kind: RefileKind, actor: Actor = .operator
  ) async throws -> [Mail] {
    try await intake.refile(mail, by: addressing, as: kind, actor: actor).map(\.mail)
  }
}
