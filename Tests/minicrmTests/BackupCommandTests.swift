import Foundation
import Platform
import SQLiteEngine
import Store
import TestKit
import Testing

/// Backups of a store that is being worked on, by the program itself.
@Suite struct BackupCommandTests {
  @Test func `a backup under load restores to what was committed when it was taken`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let address = try await minicrm.addCompany().address
    try dovecot.deliver(MailCorpus(addresses: [address]).mails)
    let backup = minicrm.directory.path("backup")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await minicrm.ingestOnce() }
      for writer in 0..<2 { group.addTask { try await minicrm.addDocuments(8, writer) } }
      group.addTask {
        for _ in 0..<3 { try await Self.backUpAndCompare(minicrm, to: backup) }
      }
      try await group.waitForAll()
    }
    try await Self.backUpAndCompare(minicrm, to: backup)
    #expect(dovecot.count() == 0)
  }

  /// The backup has all documents from before it, and none that the store hasn't.
  private static func backUpAndCompare(_ minicrm: Minicrm, to backup: String) async throws {
    let before = try await StoredDocuments(in: minicrm.storeDirectory)
    try await minicrm.mustRun(["backup", backup])
    let other = try Minicrm()
    try await other.mustRun(["restore", backup])
    let restored = try await StoredDocuments(in: other.storeDirectory)
    let after = try await StoredDocuments(in: minicrm.storeDirectory)
    #expect(restored.damaged == [] && after.damaged == [])
    #expect(Set(before.digests.keys).isSubset(of: restored.digests.keys))
    for (id, digest) in restored.digests { #expect(after.digests[id] == digest) }
    #expect(try await other.run("log", "verify", "--company", "acme").succeeded)
    #expect(try await other.integrityCheck() == "ok")
    try await DoctorDesk(other, "--deep").expectTrouble()
  }

  @Test func `rows tell what a backup, a restore and a collection did`() async throws {
    struct BackedUp: Decodable {
      let directory: String, takenAt: String
      let schema: Int, documents: Int, mails: Int, contents: Int, bytes: Int
      let newContents: Int?, newBytes: Int?
    }
    struct Collected: Decodable { let files: Int, bytes: Int, rows: Int, young: Int, removed: Bool }
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await minicrm.addDocuments(2, 0)
    let backup = minicrm.directory.path("backup")
    let first = try await minicrm.json(BackedUp.self, "backup", backup)
    #expect(first.directory == backup && first.documents == 2 && first.newContents == 2)
    let second = try await minicrm.json(BackedUp.self, "backup", backup)
    #expect(second.newContents == 0 && second.bytes == first.bytes && second.mails == 0)
    let other = try Minicrm()
    let restored = try await other.json(BackedUp.self, "restore", backup)
    #expect(restored.directory == other.storeDirectory && restored.documents == 2)
    try minicrm.directory.write("x", to: "store/blobs/00/" + String(repeating: "0", count: 62))
    let young = try await minicrm.json(Collected.self, "gc", "--grace", "1h")
    #expect(young.files == 0 && young.young == 1)
    let dry = try await minicrm.json(Collected.self, "gc", "--grace", "0", "--dry-run")
    #expect(dry.files == 1 && !dry.removed)
    let gone = try await minicrm.json(Collected.self, "gc", "--grace", "0")
    #expect(gone.files == 1 && gone.bytes == 1 && gone.removed)
  }

  @Test func `what can't be backed up or restored is said in one line`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let nothing = minicrm.directory.path("nothing")
    let full = try await minicrm.run("restore", nothing)
    #expect(full.code == 1)
    expectOneLine(full.errors, about: [nothing])
    try await minicrm.mustRun(["backup", nothing])
    let occupied = try await minicrm.run("restore", nothing)
    #expect(occupied.code == 1)
    expectOneLine(occupied.errors, about: [minicrm.storeDirectory, "not empty", "nothing was"])
    let own = try await minicrm.run("backup", minicrm.storeDirectory)
    #expect(own.code == 1)
    expectOneLine(own.errors, about: ["something else than a backup"])
    #expect(try await minicrm.run("gc", "--grace", "7 days").code == 64)
  }

  @Test(arguments: [["backup", "backup"], ["gc"], ["erase", "contact", "1", "--yes"]])
  func `a store that isn't there is not made to look after it`(verb: [String]) async throws {
    let minicrm = try Minicrm()
    let refused = try await minicrm.run(verb)
    #expect(refused.code == 1)
    expectOneLine(refused.errors, about: [minicrm.storeDirectory, "there is none yet"])
    #expect(!FileManager.default.fileExists(atPath: minicrm.storeDirectory))
  }

  @Test(.enabled(if: geteuid() == 0))
  func `on another disk documents are copied, and a full one leaves the backup before`()
    async throws
  {
    let disk = try await SmallDisk.mount(size: "4m")
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    try await minicrm.addDocuments(3, 0)
    let backup = disk.directory.path("backup")
    try await minicrm.mustRun(["backup", backup])
    let big = try minicrm.directory.write([UInt8](repeating: 7, count: 6 << 20), to: "big.bin")
    try await minicrm.mustRun(["document", "add", "--company", "acme", big])
    let full = try await minicrm.run("backup", backup)
    #expect(full.code == 1)
    expectOneLine(full.errors, about: ["backup \(backup)", "no space left"])
    let other = try Minicrm()
    try await other.mustRun(["restore", backup])
    #expect(try await StoredDocuments(in: other.storeDirectory).digests.count == 3)
    try await disk.resize(to: "20m")
    try await minicrm.mustRun(["backup", backup])
  }
}

extension Minicrm {
  /// Adds documents of random bytes, one after the other.
  func addDocuments(_ count: Int, _ writer: Int) async throws {
    var random = SeededGenerator()
    for number in 0..<count {
      let bytes = (0..<20_000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let file = try directory.write(bytes, to: "documents/\(writer)-\(number).bin")
      try await mustRun(["document", "add", "--company", "acme", file])
    }
  }
}

/// Every document of a store with the SHA-256 of the bytes that are read back for it.
struct StoredDocuments {
  var digests: [Int64: String] = [:]
  /// The documents whose bytes are not there, or others than the row tells of.
  var damaged: [Int64] = []

  init(in directory: String) async throws {
    let store = try await Store.open(directory, making: .never)
    for company in try await store.companies() {
      for document in try await store.company(company.id).documents() {
        var digest = SHA256()
        try store.blobs.open(document.blob).forEachChunk { digest.update($0) }
        let found = digest.finish()
        digests[document.id.rawValue] = found.hexadecimal
        if found != document.sha256 { damaged.append(document.id.rawValue) }
      }
    }
  }
}
