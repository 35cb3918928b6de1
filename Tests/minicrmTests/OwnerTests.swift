import Foundation
import Store
import TestKit
import Testing

/// Whose store a command works on, and where it finds none: all verbs alike.
@Suite(.timeLimit(.minutes(10))) struct OwnerTests {
  /// The verbs that `Verb.all` leaves out and that touch a store.
  private static let others = [
    ["backup", "backup"], ["gc"], ["erase", "contact", "1", "--yes"], ["reminder", "plan"],
  ]
  private static let making = [
    ["ingest", "--once"], ["remind", "--once"], ["restore", "backup"],
  ]

  private static func lines(making isMaking: Bool) async throws -> [[String]] {
    let verbs = try await Verb.all().filter { $0.name != "company add" }
    let records = CompanyRecords(nowhere: "/nowhere/files")
    let lines = try verbs.map { try VerbLine($0, for: records).arguments } + others
    guard isMaking else { return lines }
    return lines + making + [["company", "add", "--name", "Acme Oy", "--slug", "acme"]]
  }

  @Test func `no verb but those that make one makes a store`() async throws {
    let minicrm = try Minicrm()
    let before = try FileManager.default.contentsOfDirectory(atPath: minicrm.directory.path)
    for line in try await Self.lines(making: false) {
      let run = try await minicrm.run(line)
      #expect(run.code == 1, "\(line): \(run.errors)")
      let says = run.errors.contains("\(minicrm.storeDirectory): there is none yet; correct ")
      #expect(says || line.contains { $0.contains("/nowhere/") }, "\(line): \(run.errors)")
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: minicrm.directory.path)
    #expect(after == before)
  }

  @Test func `a directory of something else is neither closed nor filled`() async throws {
    let minicrm = try Minicrm()
    try minicrm.directory.write("x", to: "store/srv.txt")
    let before = try Tree(minicrm.storeDirectory)
    let listed = try await minicrm.run("company", "list")
    #expect(listed.code == 1)
    expectOneLine(listed.errors, about: [minicrm.storeDirectory, "none yet", "company add"])
    let added = try await minicrm.run("company", "add", "--name", "Acme Oy", "--slug", "acme")
    #expect(added.code == 1)
    expectOneLine(
      added.errors, about: [minicrm.storeDirectory, "not empty", "nothing was changed"])
    #expect(try Tree(minicrm.storeDirectory) == before)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `every verb leaves another user's store alone, and says whose it is`() async throws {
    let dovecot = try await Dovecot.start()
    let minicrm = try Minicrm(
      MailboxSettings(of: dovecot),
      smtp: ["url: smtp://127.0.0.1:9", "tls: none", "from: muistutus@example.fi"])
    try await minicrm.addCompany()
    try await Program.mustRun("chown", ["-R", "nobody", minicrm.storeDirectory])
    let before = try Tree(minicrm.storeDirectory)
    for line in try await Self.lines(making: true) {
      let run = try await minicrm.run(line)
      #expect(run.code == 1, "\(line): \(run.errors)")
      let says =
        run.errors.contains("it belongs to nobody") && run.errors.contains("runuser -u nobody")
      #expect(says || line.contains { $0.contains("/nowhere/") }, "\(line): \(run.errors)")
    }
    let doctor = try await minicrm.run("doctor")
    #expect(doctor.code == 1 && doctor.text.contains("runuser -u nobody -- minicrm doctor"))
    #expect(try Tree(minicrm.storeDirectory) == before)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `the owner's own commands go on, whoever makes them the owner's`() async throws {
    let minicrm = try Minicrm()
    let place = try minicrm.directory.makeFolder("store", mode: 0o755)
    chown(place, 65_534, 65_534)
    func asOwner(_ arguments: String...) async throws -> Program.Run {
      try await Program.run(
        "setpriv",
        ["--reuid=65534", "--clear-groups", Minicrm.executable] + arguments
          + ["--config", minicrm.settingsFile])
    }
    #expect(
      try await asOwner("company", "add", "--name", "Acme Oy", "--slug", "acme").succeeded)
    #expect(try await asOwner("company", "list").text.contains("Acme Oy"))
    #expect(try await minicrm.run("company", "list").code == 1)
    let others = try Tree(place).entries.filter { $0.value.owner != 65_534 }
    #expect(others.isEmpty)
    #expect(try await asOwner("status").succeeded)
  }

  @Test func `the doctor names what isn't minicrm's`() async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let names = [
      "notes.txt", "spool/worker-x", "blobs/tmp/README", "blobs/kuvat", "previews/a.png",
    ]
    let page = "previews/" + String(repeating: "ab", count: 32) + "-1-page1-800"
    for name in names.map({ $0 == "blobs/kuvat" ? $0 + "/a" : $0 }) + [page] {
      try minicrm.directory.write("x", to: "store/\(name)")
    }
    let desk = try await DoctorDesk(minicrm)
    for name in names {
      desk.expect("store: other files", "warning", "store/\(name)", "leaves it alone")
    }
    #expect(!desk.rows.contains { "\($0)".contains(page) })
    try FileManager.default.moveItem(
      atPath: "\(minicrm.storeDirectory)/blobs/ab", toPath: minicrm.directory.path("ab"))
    symlink(minicrm.directory.path("ab"), "\(minicrm.storeDirectory)/blobs/ab")
    try await DoctorDesk(minicrm).expect(
      "store: permissions", "failed", "blobs/ab is a link", "in its place")
  }
}
