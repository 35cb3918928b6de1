import Foundation
import GRDB
import Testing

@testable import SQLiteEngine
@testable import Store

@Suite struct LogEntryRuleTests {
  @Test func `a column that the log gets later never changes either`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    try await fixture.store.note("merkintä", scope.id)
    try fixture.tamper("ALTER TABLE logEntry ADD COLUMN later INTEGER")
    try await fixture.store.pool.write { try LogEntryRule.renew(in: $0) }
    #expect(throws: DatabaseError.self) { try fixture.tamper("UPDATE logEntry SET later = 2") }
    #expect(throws: DatabaseError.self) { try fixture.tamper("UPDATE logEntry SET kind = 'note'") }
  }
}
