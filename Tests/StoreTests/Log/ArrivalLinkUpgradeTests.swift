import Foundation
import GRDB
import Records
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct ArrivalLinkUpgradeTests {
  /// A document that was filed, and one in the Inbox, in a store of before the links.
  private static let rows = """
    INSERT INTO company (slug, name, language, timeZone, token)
      VALUES ('acme', 'Acme Oy', 'fi', 'Europe/Helsinki', 'aaaaaaaaaaaaaaaaaaaaaaaaaa');
    INSERT INTO customer (company, name, nameKey) VALUES (1, 'Virtanen', x'00');
    INSERT INTO contact (company, customer, name, nameKey) VALUES (1, 1, 'Maija', x'00');
    INSERT INTO blob (sha256, size) VALUES (zeroblob(32), 0);
    INSERT INTO document
      (company, state, fileName, mediaType, sha256, receivedAt, customer, contact)
      VALUES (1, 'filed', 'a.pdf', 'x/y', zeroblob(32), 0, 1, 1),
        (1, 'inbox', 'b.pdf', 'x/y', zeroblob(32), 0, NULL, NULL);
    INSERT INTO logEntry
      (id, company, number, at, place, kind, document, text, textSalt, textDigest, hash)
      VALUES (1, 1, 1, 100, 100 << 20, 'documentReceived', 1, 'a', zeroblob(16), zeroblob(32),
        zeroblob(32));
    INSERT INTO logEntry
      (id, company, number, at, place, kind, document, text, textSalt, textDigest, hash)
      VALUES (2, 1, 2, 100, (100 << 20) + 1, 'documentReceived', 2, 'b', zeroblob(16), zeroblob(32),
        zeroblob(32));
    """

  private func olderStore() throws -> String {
    let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let pool = try DatabasePool(path: directory + "/minicrm.sqlite", configuration: configuration)
    let older = Schema.migrations.prefix { "\($0)" != "Migration023LogRecording" }
    try pool.write { database in
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      for migration in older { try migration.apply(to: database) }
      try database.execute(sql: "PRAGMA user_version = \(older.count)")
      try database.execute(sql: Self.rows)
    }
    try pool.close()
    return directory
  }

  @Test func `documents that were filed before the upgrade have their arrivals found`() async throws
  {
    let directory = try olderStore()
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let store = try await Store.open(directory)
    let scope = try #require(try await store.company(slug: "acme"))
    func found(_ query: LogQuery) async throws -> [Int64] {
      try await scope.log.search(query).entries.map(\.number.rawValue)
    }
    let customer = CustomerID(rawValue: 1)
    #expect(try await found(LogQuery(customer: customer)) == [1])
    #expect(try await found(LogQuery(contact: ContactID(rawValue: 1))) == [1])
    #expect(try await scope.log.entry(LogNumber(rawValue: 1)).recordedAt == nil)
    // Filed to nobody any more, it is found there no longer; the other one is by then, and the
    // entry that tells so.
    var party = PartyChange()
    (party.customer, party.contact) = (.set(nil), .set(nil))
    let acting = scope.acting(as: .operator, at: now)
    _ = try await acting.assign(DocumentID(rawValue: 1), party)
    party.customer = .set(.id(customer))
    _ = try await acting.assign(DocumentID(rawValue: 2), party)
    #expect(try await found(LogQuery(customer: customer)) == [4, 2])
  }
}
