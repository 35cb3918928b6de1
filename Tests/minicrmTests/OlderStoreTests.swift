import Foundation
import TestKit
import Testing

/// Stores that a released program has left (`scripts/make-store-fixtures` says how), opened by this
/// one.
@Suite struct OlderStoreTests {
  /// The contents of a store when it was packed.
  struct Contents: Decodable {
    /// By table.
    let rows: [String: Int]
    /// By company; hexadecimal.
    let heads: [String: String]
    let verdicts: [String: Int]
    let erasedTexts: Int
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/stores")

  /// An installation with the store in its place, and what the store has to hold.
  private func installation(_ name: String) async throws -> (Minicrm, Contents) {
    let minicrm = try Minicrm()
    let archive = Self.folder.appendingPathComponent(name + ".tar.gz").path
    let store = minicrm.storeDirectory
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: false)
    let unpacking = try await Program.run(
      "/bin/tar", ["-xzf", archive, "-C", store, "--strip-components=1", "--no-same-owner"])
    try #require(unpacking.succeeded, "\(unpacking.errors)")
    let json = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".json"))
    return (minicrm, try JSONDecoder().decode(Contents.self, from: json))
  }

  private func verifyLogs(of minicrm: Minicrm, _ contents: Contents) async throws {
    for company in contents.heads.keys {
      try await minicrm.mustRun(["log", "verify", "--company", company])
    }
  }

  @Test(arguments: ["0.5.0-full", "0.5.0-new", "0.5.0-killed"])
  func `a store of an older release opens with each row and each log whole`(
    name: String
  ) async throws {
    let (minicrm, contents) = try await installation(name)
    try await verifyLogs(of: minicrm, contents)
    let heads = try await minicrm.sql(
      "SELECT slug || '=' || lower(hex(hash)) FROM logHead JOIN company ON company.id = company")
    let lines = heads.split(separator: "\n").map(String.init).sorted()
    #expect(lines == contents.heads.map { "\($0.key)=\($0.value)" }.sorted())
    for (table, rows) in contents.rows {
      #expect(
        try await minicrm.sql("SELECT count(*) FROM \(table)").trimmed == "\(rows)", "\(table)")
    }
    let mails = try await minicrm.mails()
    #expect(Dictionary(grouping: mails, by: \.verdict).mapValues(\.count) == contents.verdicts)
    let erased = try await minicrm.sql("SELECT count(*) FROM logEntry WHERE text IS NULL")
    #expect(erased.trimmed == "\(contents.erasedTexts)")
  }

  @Test(arguments: ["0.5.0-full", "0.5.0-killed"])
  func `of a store of an older release every byte is there`(name: String) async throws {
    let (minicrm, contents) = try await installation(name)
    try await verifyLogs(of: minicrm, contents)
    let desk = try await DoctorDesk(minicrm, "--deep")
    for row in desk.rows where row.check.hasPrefix("store") {
      #expect(row.result == "ok", "\(row.check): \(row.text)")
    }
  }

  @Test func `mail that waits in a store of an older release is released by this one`() async throws
  {
    let (minicrm, contents) = try await installation("0.5.0-full")
    #expect(try await minicrm.documents(of: "cedar").isEmpty)
    try await minicrm.mustRun(["company", "activate", "cedar"])
    let mails = try await minicrm.json([MailRow].self, "mail", "list", "--verdict", "held")
    // The discarded ones.
    #expect(mails.count == 5)
    let documents = try await minicrm.documents(of: "cedar")
    #expect(documents.count > (contents.verdicts["held"] ?? 0) - 5)
    try await verifyLogs(of: minicrm, contents)
  }

  /// Releases up to 0.5 took names out of the sentence by which held mail was known.
  @Test func `mail whose reason an erasure has masked is released when its company is switched on`()
    async throws
  {
    let (minicrm, contents) = try await installation("0.5.0-full")
    let masking = "UPDATE mail SET reason = replace(reason, 'Mini', '(poistettu)')"
    try await Program.mustRun("sqlite3", [minicrm.storeDirectory + "/minicrm.sqlite", masking])
    try await minicrm.mustRun(["company", "activate", "cedar"])
    let mails = try await minicrm.json([MailRow].self, "mail", "list", "--verdict", "held")
    #expect(mails.count == 5 && mails.allSatisfy { $0.reasonCode == "discarded" })
    #expect(try await minicrm.documents(of: "cedar").count > (contents.verdicts["held"] ?? 0) - 5)
    try await verifyLogs(of: minicrm, contents)
  }

  /// By the digest of its bytes, which is all that the older release kept of it.
  @Test func `a copy of what a store of an older release still has is a duplicate`() async throws {
    let (minicrm, _) = try await installation("0.5.0-full")
    _ = try await minicrm.mails()
    for (company, verdict) in [("acme", "empty"), ("acme", "automatic"), ("cedar", "held")] {
      let kept = try await minicrm.sql(
        """
        SELECT mail.id || '/' || lower(hex(raw)) FROM mail JOIN company ON company.id = company
        WHERE slug = '\(company)' AND verdict = '\(verdict)' AND raw IS NOT NULL LIMIT 1
        """
      ).trimmed.split(separator: "/").map(String.init)
      let (id, name) = (try #require(kept.first), try #require(kept.last))
      let blob = "\(minicrm.storeDirectory)/blobs/\(name.prefix(2))/\(name.dropFirst(2))"
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: blob)))
      let address = try await minicrm.json(AddressRow.self, "company", "address", company).address
      for copy in [bytes, Array("X-Spam-Score: 1\r\n".utf8) + bytes] {
        let file = try minicrm.directory.write(copy, to: "copy.eml")
        let added = try await minicrm.json(MailRow.self, "mail", "add", file, "--to", address)
        #expect(added.verdict == "duplicate", "\(company), \(verdict)")
        #expect(added.reason.hasSuffix(" as mail \(id)"))
      }
    }
  }

  private struct AddressRow: Decodable {
    let address: String
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
