import Foundation
import MIME
import MailIngest
import Platform
import Records
import Store

/// A mail as a person of its company is shown it: what became of it, why, and what can be done.
package struct ShownMail: Sendable {
  package let id: MailID
  package let verdict: MailVerdict
  package let reasonCode: String
  /// In the person's language.
  package let reason: String
  package let sender: String?
  package let subject: String?
  /// Bytes.
  package let size: Int64
  package let receivedAt: Date
  package let documents: [DocumentID]
  package let confirmationCode: String?
  package let confirmationURL: String?
  /// Documents can be made of it after all.
  package let canBeReleased: Bool
  /// Its content can be let go of.
  package let canBeDiscarded: Bool

  init(_ mail: Mail, in language: Language) {
    id = mail.id
    verdict = mail.verdict
    reasonCode = mail.reasonCode
    reason = mail.reasonText(in: language)
    sender = mail.sender
    subject = mail.subject
    size = mail.size
    receivedAt = mail.receivedAt
    documents = mail.documents
    confirmationCode = mail.confirmationCode
    confirmationURL = mail.confirmationURL
    canBeReleased = mail.releaseFault == nil
    canBeDiscarded = mail.discardFault == nil && !mail.isDiscarded && mail.hasRaw
  }
}

/// A part of a mail as a person is shown it.
package struct ShownPart: Sendable {
  package let path: String
  package let mediaType: String
  package let fileName: String?
  /// Bytes, decoded.
  package let size: Int64
  package let verdict: PartVerdict
  /// In the person's language.
  package let reason: String
  package let document: DocumentID?

  init(_ part: MailPart, in language: Language) {
    path = part.path
    mediaType = part.mediaType
    fileName = part.fileName
    size = part.size
    verdict = part.verdict
    reason = part.reason.text(in: language)
    document = part.document
  }
}

/// The company's mails, as its persons see them.
extension Workplace {
  /// Newest first; without `isWhole` those alone that became no document.
  package func mails(
    isWhole: Bool, text: String?, _ page: ListPage<MailID>
  ) async throws -> [ShownMail] {
    var query = MailQuery()
    (query.isWithoutDocument, query.text) = (!isWhole, text)
    let language = language
    return try await refusing {
      try await scope.mails(query, page: page).map { ShownMail($0, in: language) }
    }
  }

  /// Refuses where the company has no such mail.
  package func mail(_ id: MailID) async throws -> (mail: ShownMail, parts: [ShownPart]) {
    try await refusing {
      let mail = try await MailReading(store).mail(id, at: scope)
      let parts = try await store.parts(of: id)
      return (ShownMail(mail, in: language), parts.map { ShownPart($0, in: language) })
    }
  }

  /// Tells whether a mail without a document has a link in its text, where its bytes are kept: many
  /// a sender gives a link instead of the file.
  package func hasLink(_ id: MailID) async throws -> Bool {
    let store = store
    guard let raw = try await store.rawMail(of: id) else { return false }
    return try await BlockingWork.result("minicrm.web.mail") {
      let file = try store.blobs.open(raw)
      defer { withExtendedLifetime(file) {} }
      return try MailText.hasLink(
        ByteRange(descriptor: file.descriptor, offset: 0, length: file.size),
        unpackingIn: store.spoolDirectory)
    }.get()
  }
}

extension ActingPerson {
  /// Makes documents of a kept mail, whatever kind it is.
  package func release(_ id: MailID, by intake: MailReleasing) async throws {
    let store = workplace.store
    _ = try await refusing {
      try await MailDecisions(store).release(
        [id], to: workplace.scope, as: workplace.membership.person.email, intake: intake.intake)
    }
  }

  /// Lets go of the content of a kept mail, for good.
  package func discard(_ id: MailID) async throws {
    let store = workplace.store
    _ = try await refusing {
      try await MailDecisions(store).discard(
        [id], at: workplace.scope, as: workplace.membership.person.email, now: now)
    }
  }
}

/// The means by which mails that were kept become documents.
package struct MailReleasing: Sendable {
  let intake: MailIntake

  package init(_ intake: MailIntake) { self.intake = intake }
}
