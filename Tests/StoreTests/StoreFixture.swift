import Foundation
import GRDB
import Glibc
import Platform
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

/// The moment all tests of the store happen at: 2026-03-02 10:00 UTC.
let now = Date(timeIntervalSince1970: 1_772_445_600)

/// A store in a directory of its own, which goes with the fixture.
final class StoreFixture: Sendable {
  let store: Store
  let directory: String

  init(reminders: ReminderDefaults = ReminderDefaults()) async throws {
    directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    store = try await Store.open(directory, reminders: reminders)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// A company with a scope.
  func company(_ slug: String = "acme", language: Language = .finnish) async throws -> CompanyScope
  {
    let company = try await store.addCompany(
      NewCompany(name: slug.capitalized, slug: slug, language: language))
    return store.company(company.id)
  }

  /// The companies that the ingest finds by their addresses.
  func recipients(
    _ candidates: [AddressToken], of mailAt: Date = now
  ) async throws -> [Company] {
    let answers = try await store.lookUp([
      MailQuestion(addresses: candidates, messageID: nil, receivedAt: mailAt)
    ])
    var found: [Company] = []
    for company in candidates.compactMap({ answers[0].companies[$0] })
    where !found.contains(company) { found.append(company) }
    return found
  }

  /// A content, durable, as a reference.
  func blob(_ text: String) throws -> BlobReference {
    let group = try store.blobs.group()
    let reference = try group.add { write in
      try Array(text.utf8).withUnsafeBytes { try write($0) }
    }
    try group.written.makeDurable()
    return reference
  }

  /// A mail with one document per content.
  func mail(
    uid: UInt32? = nil, subject: String = "Lasku", to outcomes: [MailOutcome],
    holding contents: [String] = [], digest: String? = nil
  ) throws -> IncomingMail {
    let parts = try contents.enumerated().map { index, content in
      IncomingPart(
        path: "1.\(index + 1)", mediaType: "application/pdf",
        declaredMediaType: "application/octet-stream", fileName: "lasku\(index + 1).pdf",
        size: Int64(content.utf8.count), verdict: .document, reason: PartReason(.attachment),
        blob: try blob(content))
    }
    return IncomingMail(
      uid: uid, contentDigest: digest.map { Digest(of: $0) },
      messageID: "<1@example.fi>", sender: "matti@example.fi", subject: subject, size: 1_000,
      receivedAt: now, raw: try blob("raw of \(subject)"),
      outcomes: outcomes, parts: parts)
  }

  /// Opens the mailbox `documents`.
  @discardableResult
  func begin(
    _ uidValidity: UInt32 = 7, account: String = "docs@imap.example.fi", folder: String = "INBOX"
  ) async throws -> MailboxPosition {
    let opening = try await store.beginMailbox(
      "documents", source: MailboxSource(account: account, folder: folder),
      uidValidity: uidValidity, now: now)
    return try #require(opening.position)
  }

  /// Files mails from the mailbox `documents` under UIDVALIDITY 7, and sees that what it tells of
  /// them is what the store has.
  @discardableResult
  func file(
    _ mails: [IncomingMail], after: AfterVerdict? = nil, nextUID: UInt32? = nil
  ) async throws -> [FiledMail] {
    let folder = try await begin().folder
    let filed = try await store.file(
      IngestGroup(folder: folder, nextUID: nextUID, after: after, mails: mails), now: now
    ).filed
    for one in filed { #expect(try await store.mail(one.mail.id) == one.mail) }
    return filed
  }

  /// Raw SQL past all verbs, as somebody with the file would do it.
  func tamper(_ sql: String) throws {
    try store.pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
  }

  /// The files below a folder of the store, by their path in it.
  func files(under folder: String) throws -> [String] {
    let root = directory + "/" + folder
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { path in
      var status = stat()
      return stat(root + "/" + path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}

extension Store {
  /// Opens a store that is made where there is none.
  static func open(
    _ directory: String, reminders: ReminderDefaults = ReminderDefaults(),
    patience: Patience = .command
  ) async throws(StoreError) -> Store {
    try await open(directory, making: .ifEmpty, reminders: reminders, patience: patience)
  }
}

extension MailOutcome {
  static func filed(_ scope: CompanyScope) -> MailOutcome {
    MailOutcome(company: scope.id, verdict: .filed, reason: .filed(documents: 1))
  }
  static func held(_ scope: CompanyScope) -> MailOutcome {
    MailOutcome(company: scope.id, verdict: .held, reason: MailReason(.switchedOff))
  }
  static let unroutable = MailOutcome(
    company: nil, verdict: .unroutable, reason: MailReason(.noAddress))
}
