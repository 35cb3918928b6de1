import Foundation
import Glibc
import Platform
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// Whose directory a store is in. Only root can give directories to others.
@Suite(.enabled(if: geteuid() == 0)) struct OwnershipTests {
  private static let nobody: uid_t = 65_534

  @Test(arguments: ["open", "make", "inspect", "examine", "restore", "backup"])
  func `another user's directory is refused by name, and left as it is`(verb: String) async throws {
    let desk = try await BackupFixture()
    try await desk.backUp()
    let folder = try TemporaryDirectory()
    let place = try folder.makeFolder("store")
    let isStore = ["open", "inspect", "examine"].contains(verb)
    if isStore { _ = try await Store.open(place) }
    chown(place, Self.nobody, Self.nobody)
    chmod(place, 0o755)
    let before = try Tree(folder.path)
    let error = await #expect(throws: StoreError.self) {
      switch verb {
      case "open": _ = try await Store.open(place, making: .never)
      case "make": _ = try await Store.open(place, making: .ifEmpty)
      case "inspect": _ = try await Store.inspect(place)
      case "examine": _ = try StoreExamination(place)
      case "restore": _ = try await Store.restore(desk.backup, to: place)
      default: _ = try await desk.store.backup(to: place, now: now)
      }
    }
    #expect(error?.isRefusal == true)
    #expect(error?.cause == "it belongs to nobody, and root is another user")
    let advice = verb == "backup" ? "as root: chown root: \(place)" : "runuser -u nobody -- minicrm"
    #expect(error?.suggestion.contains(advice) == true)
    #expect(try Tree(folder.path) == before)
  }

  @Test(arguments: [
    "minicrm.sqlite", "minicrm.sqlite-wal", "blobs", "blobs/ab", "blobs/tmp", "spool",
  ])
  func `what somebody else left in one's own store is named`(name: String) async throws {
    let fixture = try await StoreFixture()
    let path = fixture.directory + "/" + name
    chown(path, Self.nobody, Self.nobody)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(fixture.directory)
    }
    #expect(error?.kind == .corrupt)
    #expect(error?.cause == "\(path) belongs to nobody, the store to root")
    #expect(error?.suggestion.contains("chown root: \(path)") == true)
  }

  @Test func `a user without a name is told by number`() {
    let user = SystemUser(id: 3_999_999)
    #expect(user.description == "user 3999999" && user.name == nil)
    #expect(SystemUser(id: 0).running("minicrm …").hasSuffix("runuser -u root -- minicrm …"))
  }
}
