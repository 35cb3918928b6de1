import Foundation
import Glibc
import Platform
import Testing

@testable import SQLiteEngine
@testable import Store

/// A store with a few documents, and a place for its backup.
struct BackupFixture {
  let fixture: StoreFixture
  let scope: CompanyScope
  /// Beside the store, so that hard links are possible; goes with the store.
  let backup: String

  var store: Store { fixture.store }

  init(_ contents: [String] = ["a", "b", "c"]) async throws {
    fixture = try await StoreFixture()
    scope = try await fixture.company()
    backup = fixture.directory + "/backup"
    try await add(contents)
  }

  /// One mail for each content.
  func add(_ contents: [String]) async throws {
    for content in contents {
      try await fixture.file([
        try fixture.mail(
          uid: UInt32.random(in: 1...4_000_000_000), subject: content, to: [.filed(scope)],
          holding: [content], digest: content)
      ])
    }
  }

  @discardableResult
  func backUp(
    at moment: Date = now, patience: Patience = .command
  ) async throws -> BackupReport {
    var store = store
    store.patience = patience
    return try await store.backup(to: backup, now: moment)
  }

  /// A store made out of the backup, and its directory.
  func restored() async throws -> Store {
    let target = fixture.directory + "/restored-\(UUID().uuidString)"
    _ = try await Store.restore(backup, to: target)
    return try await Store.open(target)
  }

  /// The documents' contents as they are read back, by document.
  static func contents(of store: Store) async throws -> [Int64: String] {
    var contents: [Int64: String] = [:]
    for company in try await store.companies() {
      for document in try await store.company(company.id).documents() {
        let blob = document.blob
        var bytes: [UInt8] = []
        try store.blobs.open(blob).forEachChunk { bytes += $0 }
        contents[document.id.rawValue] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return contents
  }

  /// The number of a file's names.
  static func links(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_nlink) : 0
  }

  static func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  /// A content's file in the backup.
  func backedUp(_ content: String) -> String {
    let digest = Digest(of: content).hexadecimal
    return "\(backup)/blobs/\(digest.prefix(2))/\(digest.dropFirst(2))"
  }
}
