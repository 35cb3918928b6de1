import Foundation
import Platform
import TestKit
import Testing

@testable import SQLiteEngine
@testable import Store

/// Nothing is migrated while a process of an older release, which takes no lock, has the store
/// open.
@Suite struct UpgradeBesideTests {
  private let old: OldStore

  init() throws { old = try OldStore() }

  @Test func `a command says which process it is, and changes nothing`() async throws {
    let other = try await OtherProcess.opening(old.database)
    let error = await #expect(throws: StoreError.self) {
      _ = try await Store.open(old.directory, patience: .upTo(.milliseconds(50)))
    }
    #expect(error?.kind == .busy)
    #expect(
      error?.description.contains(
        "process \(other.id) has it open, and its schema is changed beside no other program; stop "
          + "that one (ps \(other.id); systemctl stop minicrm.target) and try again") == true)
    #expect(try old.version() == OldStore.version)
    let copies = try SchemaUpgrade.copies(in: old.directory)
    #expect(copies == [])
    other.signal(SIGKILL)
    try await other.end()
    #expect(try await Store.open(old.directory).upgrade?.from == OldStore.version)
  }

  @Test func `a daemon tells of it, and upgrades when the process has ended`() async throws {
    let other = try await OtherProcess.opening(old.database)
    let told = Collected<String>()
    let patience = Patience.endless(telling: .milliseconds(20), sign: { _ in }) { text in
      if told.add(text) == 2 { other.signal(SIGKILL) }
    }
    let store = try await Store.open(old.directory, patience: patience)
    #expect(store.upgrade?.from == OldStore.version)
    #expect(told.all.first?.contains("waiting for process \(other.id), which has") == true)
  }

  @Test func `where nothing is to be migrated another program may be there`() async throws {
    let fixture = try await StoreFixture()
    let other = try await OtherProcess.opening(fixture.directory + "/minicrm.sqlite")
    _ = try await Store.open(fixture.directory, patience: .upTo(.milliseconds(50)))
    withExtendedLifetime(other) {}
  }
}
