import Foundation
import TestKit
import Testing

/// `minicrm doctor` and what is on this machine.
@Suite(.timeLimit(.minutes(10))) struct DoctorStoreTests {
  @Test func `a sound store has a line for each check, and is left as it is`() async throws {
    let minicrm = try await installation()
    let before = try await minicrm.dump()
    let desk = try await DoctorDesk(minicrm, "--deep")
    desk.expectTrouble()
    desk.expect("settings", "ok", minicrm.settingsFile)
    desk.expect("settings: permissions", "ok", "mode 0644")
    desk.expect("store: permissions", "ok", minicrm.storeDirectory)
    desk.expect("store: schema", "ok", "version")
    desk.expect("store: database", "ok", "whole, indexes too")
    desk.expect("store: contents", "ok", "1, every byte as it was filed")
    desk.expect("store: logs", "ok", "1 logs with 1 entries")
    desk.expect("time zones", "ok", "Europe/Helsinki")
    #expect(desk.rows.contains { $0.check == "clock" && $0.result != "failed" })
    #expect(desk.rows.contains { $0.check == "disk" })
    #expect(try await minicrm.dump() == before)
  }

  @Test func `for people there is a line a check, and what failed stands out`() async throws {
    let minicrm = try await installation()
    chmod(minicrm.storeDirectory, 0o755)
    let run = try await minicrm.run("doctor")
    #expect(run.code == 1 && run.errors.isEmpty, "\(run.errors)")
    let lines = run.text.split(separator: "\n")
    let failed = lines.filter { $0.hasPrefix("FAILED   store: permissions: ") }
    #expect(failed.count == 1 && failed[0].contains("; chmod go-rwx"), "\(run.text)")
    let marks = ["ok       ", "warning  ", "FAILED   "]
    #expect(lines.allSatisfy { line in marks.contains { line.hasPrefix($0) } }, "\(run.text)")
    // Looking has not mended it.
    #expect(try mode(of: minicrm.storeDirectory) == 0o755)
  }

  @Test func `the rows have the keys that were promised`() async throws {
    let output = try await installation().mustRun(["doctor", "--json"])
    let rows = try #require(try JSONSerialization.jsonObject(with: output) as? [[String: Any]])
    #expect(rows.allSatisfy { $0.keys.sorted() == ["advice", "check", "result", "text"] })
  }

  @Test func `settings that can't be understood are one line`() async throws {
    let minicrm = try Minicrm()
    try minicrm.directory.write("store:\n  folder: x\n", to: "minicrm.yaml")
    let desk = try await DoctorDesk(minicrm)
    #expect(desk.rows.count == 1)
    desk.expect("settings", "failed", "line", "nothing else can be checked")
  }

  @Test func `files that others can read or write are told of`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    chmod(minicrm.settingsFile, 0o666)
    chmod(minicrm.directory.path("password-documents"), 0o644)
    chmod("\(minicrm.storeDirectory)/minicrm.sqlite", 0o640)
    let desk = try await DoctorDesk(minicrm)
    desk.expect("settings: permissions", "failed", "0666", "chmod go-w")
    desk.expect("mailbox documents: password", "failed", "0644", "chmod o-rwx")
    desk.expect("store: permissions", "failed", "minicrm.sqlite", "0640", "chmod go-rwx")
  }

  @Test(.enabled(if: getuid() == 0)) func `files of another user are told of`() async throws {
    let minicrm = try await installation()
    chown("\(minicrm.storeDirectory)/blobs/ab", 1, 1)
    try await DoctorDesk(minicrm).expect(
      "store: permissions", "failed", "blobs/ab belongs to daemon", "chown -R root")
  }

  @Test func `a password that isn't there is told of`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    unlink(minicrm.directory.path("password-documents"))
    let desk = try await DoctorDesk(minicrm)
    desk.expect("mailbox documents: password", "failed", "can't be read")
    desk.expect("mailbox documents: connection", "failed", "can't be read")
  }

  @Test func `without a store the servers are tried all the same`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let desk = try await DoctorDesk(minicrm)
    desk.expect("store: permissions", "failed", "no directory", "minicrm company add")
    desk.expect("mailbox documents: login", "ok")
    #expect(!FileManager.default.fileExists(atPath: minicrm.storeDirectory))
  }

  @Test func `a store of an older program is not migrated`() async throws {
    let minicrm = try await installation()
    try await minicrm.sql("PRAGMA user_version = 3")
    try await DoctorDesk(minicrm).expect(
      "store: schema", "warning", "its version is 3", "backup")
    #expect(try await minicrm.sql("PRAGMA user_version").hasPrefix("3"))
    try await minicrm.sql("PRAGMA user_version = 99")
    try await DoctorDesk(minicrm).expect("store: schema", "failed", "version is 99", "newer")
  }

  @Test func `a database that was damaged is told of`() async throws {
    let minicrm = try await installation()
    try await minicrm.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    let path = "\(minicrm.storeDirectory)/minicrm.sqlite"
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    // Beyond the first page, without which it isn't a database at all.
    for page in 2...12 {
      try file.seek(toOffset: UInt64(page) * 4_096)
      try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
    }
    try file.close()
    let desk = try await DoctorDesk(minicrm)
    desk.expect("store: database", "failed", "restore")
    #expect(desk.rows.contains { $0.check == "time zones" })
  }

  @Test(arguments: [
    (Damage.missing, [String](), "is missing"), (.shorter, [], "bytes instead of"),
    (.changed, ["--deep"], "was changed"),
  ])
  func `a content that isn't as it was filed is told of, and whose it is`(
    damage: Damage, options: [String], words: String
  ) async throws {
    let minicrm = try await installation()
    try damage.apply(to: try #require(try blobs(of: minicrm).first))
    let rows = try await minicrm.doctor(options)
    let failed = rows.filter { $0.result == "failed" }
    #expect(failed.map(\.check) == ["store: contents"])
    for word in ["document 1 (uusi.txt)", words] {
      #expect(failed.first?.text.contains(word) == true, "\(rows)")
    }
    #expect(failed.first?.advice?.contains("restore") == true)
  }

  @Test func `files that belong to nothing are noted, once they are old`() async throws {
    let minicrm = try await installation()
    let name = String(repeating: "0", count: 62)
    let file = "\(minicrm.storeDirectory)/blobs/00/\(name)"
    try Data("vanha".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await !minicrm.doctor().contains { $0.text.contains("belong to nothing") })
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7_200)], ofItemAtPath: file)
    try await DoctorDesk(minicrm).expect("store: contents", "ok", "1 files (5 bytes)")
  }

  @Test func `a log that somebody has changed is told of`() async throws {
    let minicrm = try await installation()
    try await minicrm.sql(
      "DROP TRIGGER logEntryNeverChanged; UPDATE logEntry SET text = 'muu' WHERE id = 1")
    try await DoctorDesk(minicrm).expect(
      "store: logs", "failed", "the log of acme does not fit at entry 1", "backup")
  }

  @Test func `a clock that went back is told of`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(MailboxSettings(of: dovecot))
    try await minicrm.addCompany()
    try await minicrm.ingestOnce()
    try await minicrm.sql("UPDATE mailbox SET lastSuccess = lastSuccess + 86400")
    try await DoctorDesk(minicrm).expect("clock", "failed", "went back", "timedatectl")
  }

  @Test func `a time zone that this machine doesn't know is told of`() async throws {
    let minicrm = try await installation()
    try await minicrm.sql("UPDATE company SET timeZone = 'Europe/Turku'")
    try await DoctorDesk(minicrm).expect("time zones", "failed", "Europe/Turku", "tzdata")
  }

  enum Damage: Sendable {
    case missing, shorter, changed

    func apply(to file: String) throws {
      let url = URL(fileURLWithPath: file)
      var bytes = try Data(contentsOf: url)
      switch self {
      case .missing: return try FileManager.default.removeItem(at: url)
      case .shorter: bytes.removeLast()
      case .changed: bytes[0] ^= 1
      }
      try bytes.write(to: url)
    }
  }

  /// A company with one document.
  private func installation() async throws -> Minicrm {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let file = try minicrm.directory.write("Tervehdys\n", to: "uusi.txt")
    try await minicrm.mustRun(["document", "add", "--company", "acme", file])
    return minicrm
  }

  private func blobs(of minicrm: Minicrm) throws -> [String] {
    let root = "\(minicrm.storeDirectory)/blobs"
    return try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { ($0 as NSString).lastPathComponent.count == 62 }.map { "\(root)/\($0)" }
  }

  private func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
