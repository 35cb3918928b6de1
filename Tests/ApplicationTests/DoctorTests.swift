import Foundation
import Glibc
import Platform
import SQLiteEngine
import Store
import TestKit
import Testing

@testable import Application

/// The examination of an installation without servers, as facts.
@Suite struct DoctorTests {
  @Test func `a sound store gives a fact for each check, in their order`() async throws {
    let office = try await Office()
    let findings = await Self.findings(in: office.store.directory)
    #expect(
      findings.map(\.check) == [
        "settings: permissions", "secrets", "store: permissions", "disk", "store: schema",
        "store: journal", "store: database", "store: contents", "store: logs",
        "store: unfinished", "smtp", "clock", "time zones", "pages",
        "page images",
      ])
    #expect(!findings.contains { $0.grade == .failed })
    guard case .store(.logs(count: 1, entries: 1))? = Self.fact("store: logs", findings),
      case .content(.whole(count: 0, deep: false))? = Self.fact("store: contents", findings),
      case .permission(.own(let root))? = Self.fact("store: permissions", findings),
      case .sending(.noServer)? = Self.fact("smtp", findings),
      case .machine(.zones(["Europe/Helsinki"]))? = Self.fact("time zones", findings)
    else {
      Issue.record("\(findings)")
      return
    }
    #expect(root.path == office.store.directory && root.owner == .current)
  }

  @Test func `without a store its own checks are left out`() async throws {
    let directory = try TemporaryDirectory()
    let findings = await Self.findings(in: directory.path("none"))
    guard case .directory(.missing(let path))? = Self.fact("store: permissions", findings) else {
      Issue.record("\(findings)")
      return
    }
    #expect(path == directory.path("none"))
    #expect(findings.filter { $0.grade == .failed }.map(\.check) == ["store: permissions"])
    #expect(!findings.contains { $0.check == "store: schema" })
  }

  @Test func `each way in which a directory is open or strange is a fact`() async throws {
    let office = try await Office()
    let directory = office.store.directory
    for number in 1...7 { try Data().write(to: URL(fileURLWithPath: "\(directory)/x\(number)")) }
    chmod("\(directory)/blobs", 0o755)
    let findings = await Self.findings(in: directory)
    guard case .permission(.open(let open))? = Self.fact("store: permissions", findings) else {
      Issue.record("\(findings)")
      return
    }
    #expect(open.path == "\(directory)/blobs" && open.octalMode == "0755")
    let others = findings.filter { $0.check == "store: other files" }
    #expect(others.count == 6 && others.allSatisfy { $0.grade == .warning })
    guard case .directory(.moreStrangers(2))? = others.last?.fact else {
      Issue.record("\(others)")
      return
    }
  }

  @Test func `a secret that can't be read and one that everybody reads are told apart`()
    async throws
  {
    struct Unreadable: Error {}
    let directory = try TemporaryDirectory()
    let open = try directory.write("x", to: "open", mode: 0o644)
    let findings = await Self.findings(
      in: directory.path("none"),
      secrets: [
        .init(name: "a: password", place: "file", file: nil) { throw Unreadable() },
        .init(name: "b: password", place: "file", file: open) {},
        .init(name: "c: password", place: "credential c", file: nil) {},
      ])
    guard case .file(.secretUnreadable(is Unreadable))? = Self.fact("a: password", findings),
      case .file(.secretReadableByAll(let file))? = Self.fact("b: password", findings),
      case .file(.secretElsewhere("credential c"))? = Self.fact("c: password", findings)
    else {
      Issue.record("\(findings)")
      return
    }
    #expect(file.path == open)
  }

  private static func fact(_ check: String, _ findings: [Finding]) -> Fact? {
    findings.first { $0.check == check }?.fact
  }

  private static func findings(
    in directory: String, secrets: [Installation.SecretPlace] = []
  ) async -> [Finding] {
    let store = ExaminedStore(
      in: directory, ownPaths: StoreExamination.ownPaths(in: directory),
      strangers: { try StoreExamination.strangers(in: directory) },
      examine: { try StoreExamination(directory) },
      inspect: { try await Store.inspect(directory) })
    let installation = Installation(
      settingsFile: #filePath, secrets: secrets, store: store, template: nil, mailboxes: [],
      sending: nil, pages: nil, timeZone: "Europe/Helsinki")
    let doctor = Doctor(
      installation, Doctor.Scope(deep: false, circle: nil), now: { Office.now })
    var findings: [Finding] = []
    await doctor.examine { findings.append($0) }
    return findings
  }
}
