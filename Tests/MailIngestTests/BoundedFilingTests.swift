import Foundation
import MailIngest
import Records
import Store
import TestKit
import Testing

/// The rows and bytes that a mail may add to the store are bounded, whatever its characters.
@Suite struct BoundedFilingTests {
  /// One letter and 450,000 combining marks: one character of 900,001 bytes.
  static let endless = "a" + String(repeating: "\u{0301}", count: 450_000)

  /// The places of a mail in which such a text may stand.
  enum Place: CaseIterable {
    case subject, displayName, address, fileName, messageID, mediaType
  }

  private static func mail(_ place: Place, parts: Int, to address: String) -> [UInt8] {
    func text(_ at: Place, _ usual: String) -> String { at == place ? endless : usual }
    var mail =
      "From: \"\(text(.displayName, "Matti"))\" <\(text(.address, "matti"))@toimittaja.example>\r\n"
      + "To: \(address)\r\nSubject: \(text(.subject, "Laskut"))\r\n"
      + "Message-ID: <\(text(.messageID, "1"))@toimittaja.example>\r\n"
      + "Content-Type: multipart/mixed; boundary=r\r\n\r\n"
    for part in 1...parts {
      let isLong = part == 1
      let name = isLong ? text(.fileName, "a") : "a"
      let type = isLong && place == .mediaType ? "application/\(endless)" : "application/pdf"
      mail +=
        "--r\r\nContent-Type: \(type)\r\nContent-Disposition: attachment; "
        + "filename=\"\(name).pdf\"\r\n\r\n%PDF-1.4 \(part)\r\n"
    }
    return Array((mail + "--r--\r\n").utf8)
  }

  @Test(arguments: Place.allCases)
  func `one letter and 450,000 combining marks make no long transaction and no large log`(
    place: Place
  ) async throws {
    let installation = try await Installation()
    let bytes = Self.mail(place, parts: 300, to: installation.address)
    let begin = ContinuousClock.now
    let mail = try await installation.add(bytes, limit: 1 << 26)
    #expect(mail.verdict == .filed && mail.documents.count == 300)
    #expect(ContinuousClock.now - begin < .seconds(60))
    let entries = try await installation.acme.log.search(LogQuery(limit: 400)).entries
    #expect(entries.count == 300)
    #expect(entries.allSatisfy { $0.text.utf8.count < 1_200 })
    let columns = [mail.subject, mail.sender, mail.messageID].map { $0?.utf8.count ?? 0 }
    #expect(columns.allSatisfy { $0 <= 4_003 })
    let parts = try await installation.parts(of: mail)
    #expect(parts.allSatisfy { ($0.fileName ?? "").utf8.count <= 255 })
    #expect(try installation.databaseSize() < 16 << 20)
  }

  @Test func `with 2,500 parts its filing gives signs of life all the time`() async throws {
    let installation = try await Installation()
    let bytes = Self.mail(.subject, parts: 2_500, to: installation.address)
    let mailbox = FakeMailbox([.init(uid: 1, bytes)])
    let server = try FakeIMAPServer(serving: mailbox)
    let pauses = LongestPause()
    try await installation.watch(
      installation.mailbox(port: server.port, limit: 1 << 26),
      report: MailboxReport(sign: { pauses.sign(allowing: $0) }, activity: { _ in })
    ).drainOnce()
    #expect(try await installation.acme.documents().count == 2_500)
    #expect(pauses.longest < .seconds(60), "a watchdog waits for three minutes")
    #expect(pauses.signs > 5_000)
    #expect(mailbox.messages(in: "Processed").count == 1)
  }

  @Test func `every one of 260 companies in To gets the mail`() async throws {
    let installation = try await Installation()
    let addresses = try await installation.addCompanies(260)
    let mail = SampleMail(to: addresses.joined(separator: ",\r\n "), subject: "Kaikille")
      .attaching(.pdf("a.pdf"))
    let mailbox = FakeMailbox([.init(uid: 1, mail.bytes)])
    let server = try FakeIMAPServer(serving: mailbox)
    try await installation.drain(installation.mailbox(port: server.port))
    let mails = try await installation.store.mails()
    #expect(mails.count == 260 && mails.allSatisfy { $0.verdict == .filed })
    #expect(Set(mails.compactMap(\.company)).count == 260)
  }

  @Test func `what is too much to file at once waits whole at each company`() async throws {
    let installation = try await Installation()
    let addresses = try await installation.addCompanies(260)
    var mail = SampleMail(to: addresses.joined(separator: ",\r\n "), subject: "Kaikille")
    for part in 1...120 { mail = mail.attaching(.pdf("\(part).pdf")) }
    let mailbox = FakeMailbox([.init(uid: 1, mail.bytes)])
    let server = try FakeIMAPServer(serving: mailbox)
    try await installation.drain(installation.mailbox(port: server.port))
    let mails = try await installation.store.mails()
    #expect(mails.count == 260)
    #expect(
      mails.allSatisfy { $0.verdict == .failed && $0.hasRaw && $0.reason.code == .tooManyParts })
    #expect(mailbox.uids() == [1], "what failed stays where it is")
    let filed = try await installation.review.retry(mails[7], now: Installation.now)
    #expect(filed.map(\.verdict) == [.filed])
    #expect(filed.first?.documents.count == 120 && filed.first?.company == mails[7].company)
  }
}

extension Installation {
  /// Companies beside acme, so many with it; the addresses of all.
  fileprivate func addCompanies(_ count: Int) async throws -> [String] {
    var addresses = [address]
    for number in 2...count {
      let company = try await store.addCompany(NewCompany(name: "Yritys", slug: "y\(number)"))
      addresses.append(template.address(slug: company.slug, token: company.token))
    }
    return addresses
  }

  /// The size of the database with its journal, in bytes.
  fileprivate func databaseSize() throws -> Int {
    try ["", "-wal"].reduce(0) { sum, ending in
      let path = directory.path("store/minicrm.sqlite" + ending)
      return sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    }
  }
}
