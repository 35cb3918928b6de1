import Foundation
import TestKit
import Testing

/// A mail whose filing ends the process every time: it must not keep others waiting, nor end the
/// process for ever.
@Suite struct EndedFilingTests {
  @Test func `a mail whose filing ends the process is kept, and the others are filed`()
    async throws
  {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let address = try await minicrm.addCompany().address
    let mails = (1...3).map { number in
      var mail = SampleMail(to: address, subject: "Lasku \(number)")
      // Long enough in the making that this test sees it under way.
      for part in 1...(number == 2 ? 3_000 : 1) {
        mail = mail.attaching(.pdf("\(number)-\(part).pdf"))
      }
      return mail.bytes
    }
    try dovecot.deliver(mails)

    try await killOnce(minicrm) { $0.contains(" 2 0 -\n") }
    for ends in 0..<3 { try await killOnce(minicrm) { $0.contains(" 2 \(ends) alone\n") } }
    try await minicrm.ingestOnce()

    let rows = try await minicrm.json([MailRow].self, "mail", "list")
    #expect(Set(rows.map(\.subject)) == ["Lasku 1", "Lasku 2", "Lasku 3"])
    let failed = try #require(rows.first { $0.verdict == "failed" })
    #expect(failed.subject == "Lasku 2" && failed.size == mails[1].count)
    #expect(failed.reason == "3 processes ended while it was filed")
    #expect(dovecot.count() == 1 && dovecot.count(in: "Processed") == 2)
    #expect(try await minicrm.documents().map(\.fileName).sorted() == ["1-1.pdf", "3-1.pdf"])
    let retried: MailRow = try await minicrm.json(MailRow.self, "mail", "retry", "\(failed.id)")
    #expect(retried.verdict == "filed" && retried.documents.count == 3_000)
  }

  /// Starts an ingest, and kills it when its mark says so.
  private func killOnce(_ minicrm: Minicrm, when isTime: (String) -> Bool) async throws {
    let child = try minicrm.start(["ingest", "--once"])
    let spool = minicrm.storeDirectory + "/spool"
    let seen = try await eventually(within: .seconds(60)) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: spool)) ?? []
      guard let name = names.first(where: { $0.hasPrefix("filing-") }) else {
        return child.hasEnded
      }
      let mark = FileManager.default.contents(atPath: "\(spool)/\(name)") ?? Data()
      return child.hasEnded || isTime(String(decoding: mark, as: UTF8.self))
    }
    try #require(seen && !child.hasEnded, "\(child.standardError)")
    child.signal(SIGKILL)
    try await child.end()
  }
}
