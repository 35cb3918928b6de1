import Foundation
import GRDB
import Records
import Testing

@testable import Store

/// Stores in which reasons are sentences, opened by a program for which reasons are codes.
@Suite struct OlderReasonTests {
  /// A mail's sentence, its verdict, and what has to become of the sentence.
  private static let mails: [(String, MailVerdict, MailReason)] = [
    ("1 document", .filed, .filed(documents: 1)), ("12 documents", .filed, .filed(documents: 12)),
    (
      "the company has the same content as mail 7", .duplicate,
      .sameContent(as: MailID(rawValue: 7))
    ),
    ("this copy was decided on as mail 8", .duplicate, .sameCopy(as: MailID(rawValue: 8))),
    ("larger than 4096 bytes (ingest.maximumMessageSize)", .tooLarge, .larger(than: 4_096)),
    ("could not be stored: disk: full", .failed, MailReason(.notStored, [.text("disk: full")])),
    ("it could not be stored: x", .failed, MailReason(.notStored, [.text("x")])),
    ("a process ended while it was filed", .failed, .endedProcesses(1)),
    ("3 processes ended while it was filed", .failed, .endedProcesses(3)),
    ("the fetch broke off: (poistettu) reset", .failed, .fetchBroken("(poistettu) reset")),
    ("the server refused to deliver it: NO [X]", .failed, .fetchRefused("NO [X]")),
    (
      "a forwarding confirmation of Gmail, authenticated as google.com", .setup,
      MailReason(.confirmation, [.text("Gmail"), .text("google.com")])
    ),
    ("the fetch broke", .failed, .older("the fetch broke")),
    ("-1 documents", .failed, .older("-1 documents")),
    ("12 documents!", .failed, .older("12 documents!")),
    ("99999999999999999999 documents", .failed, .older("99999999999999999999 documents")),
    ("", .failed, .older("")),
  ]

  @Test func `each sentence of a mail is read`() async throws {
    let old = try OlderMails()
    for (sentence, verdict, _) in Self.mails { try old.add(verdict, sentence) }
    let store = try await Store.open(old.directory)
    let mails = try await store.mails().reversed()
    for (mail, (sentence, _, reason)) in zip(mails, Self.mails) {
      #expect(mail.reason == reason, "\(sentence)")
    }
    #expect(mails.count == Self.mails.count)
  }

  /// The words of now are those of then, but for one: what couldn't be stored said so in two ways.
  @Test func `what the program says now it has always understood`() async throws {
    let samples: ReasonArguments = [.number(12), .number(34)]
    let words: ReasonArguments = [.text("Gmail"), .text("google.com")]
    let reasons = MailReasonCode.allCases.map { code in
      MailReason(
        code,
        MailReason(code, samples).description == MailReason(code, words).description
          ? [] : code.quotes || "\(code)".hasSuffix("onfirmation") ? words : samples)
    }
    let old = try OlderMails()
    for reason in reasons + reasons { try old.add(.failed, reason.description) }
    let parts =
      PartReasonCode.allCases.filter { ![.beyondLimit, .image, .smallImage].contains($0) }
      .map { PartReason($0) } + PartLimit.allCases.map { .beyondLimit($0) }
      + ImagePlace.allCases.flatMap { [.image($0), .smallImage(bytes: 9, $0)] }
    for part in parts + parts { try old.addPart(part.description) }
    let store = try await Store.open(old.directory)
    let mails = try await store.mails().reversed()
    #expect(mails.map(\.reason.code) == (reasons + reasons).map(\.code))
    #expect(mails.map(\.reason.description) == (reasons + reasons).map(\.description))
    let read = try await store.parts(of: MailID(rawValue: 1)).map(\.reason)
    #expect(read.map(\.code) == (parts + parts).map(\.code))
    #expect(read.map(\.description) == (parts + parts).map(\.description))
  }

  @Test func `held mail waits for its company, whatever an erasure has left of its sentence`()
    async throws
  {
    let old = try OlderMails()
    for sentence in [
      "the company's Mini-CRM is switched off", "the company's (poistettu)-CRM is switched off",
      "(poistettu)",
    ] { try old.add(.held, sentence, raw: true) }
    try old.add(.held, "discarded: the company's (poistettu)-CRM is switched off")
    let store = try await Store.open(old.directory)
    let mails = try await Array(store.mails().reversed())
    #expect(mails.map(\.waitsForCompany) == [true, true, true, false])
    #expect(mails.map(\.isDiscarded) == [false, false, false, true])
    #expect(mails.map(\.reasonCode) == ["switchedOff", "older", "older", "discarded"])
    #expect(
      mails.map { $0.reasonText(in: .english) } == [
        "the company's Mini-CRM is switched off", "the company's (poistettu)-CRM is switched off",
        "(poistettu)", "discarded: the company's (poistettu)-CRM is switched off",
      ])
  }

  @Test func `mails that gave trouble are asked for again for the same reason`() async throws {
    let old = try OlderMails()
    try old.add(.unroutable, "no company's address among those it was sent to")
    try old.execute(
      """
      INSERT INTO mailboxFolder (id, mailbox, account, folder, uidValidity)
      VALUES (1, 'a', 'b', 'c', 7);
      INSERT INTO fetchTrouble (mailboxFolder, uid, tries, lastError, lastTryAt)
      VALUES (1, 5, 2, 'the fetch broke off: reset', 9), (1, 6, 1, 'odd', 9)
      """)
    let store = try await Store.open(old.directory)
    let troubles = try await store.troubles(in: MailboxFolderID(rawValue: 1))
    #expect(troubles.map(\.reason) == [.fetchBroken("reset"), .older("odd")])
    #expect(troubles.map(\.tries) == [2, 1])
  }

  @Test func `a column that no program has written is refused`() async throws {
    let fixture = try await StoreFixture()
    let mail = try await fixture.file([try fixture.mail(uid: 1, to: [.unroutable])])[0].mail
    try fixture.tamper("UPDATE mail SET reasonArguments = '{}'")
    let error = await #expect(throws: StoreError.self) { _ = try await fixture.store.mail(mail.id) }
    #expect(error?.description.contains("column reasonArguments") == true)
    for change in [
      "reasonCode = 'x'", "reasonArguments = '['", "waits = 1", "discarded = 1",
    ] {
      let database = try DatabaseQueue(path: fixture.directory + "/minicrm.sqlite")
      await #expect(throws: DatabaseError.self, "\(change)") {
        try await database.write { try $0.execute(sql: "UPDATE mail SET \(change)") }
      }
    }
  }
}
