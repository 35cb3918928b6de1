import GRDB
import Records
import Testing

@testable import Store

/// A text that was erased is no fault; one that went in any other way is.
@Suite struct ErasedLogTests {
  @Test(arguments: [
    "UPDATE logEntry SET text = NULL, textSalt = NULL WHERE id = 1",
    "UPDATE logEntry SET text = 'x' WHERE text IS NULL",
    "UPDATE logEntry SET erases = ',1,' WHERE id = 1",
    "UPDATE logEntry SET text = NULL, textSalt = NULL, kind = 'note' WHERE contact = 1",
    "DELETE FROM logEntry WHERE erases IS NOT NULL",
    """
    UPDATE logEntry SET text = NULL, textSalt = NULL,
      erasedBy = (SELECT max(number) FROM logEntry) WHERE id = 1
    """,
    "UPDATE logEntry SET text = 'x', maskDigest = zeroblob(32) WHERE maskDigest IS NOT NULL",
    "UPDATE logEntry SET erasedBy = erasedBy + 1 WHERE erasedBy IS NOT NULL",
    "UPDATE logEntry SET masks = NULL WHERE masks IS NOT NULL",
  ])
  func `SQLite lets no text go that no later entry lists`(sql: String) async throws {
    let desk = try await ErasureDesk()
    try await desk.eraseContact()
    #expect(throws: DatabaseError.self) { try desk.fixture.tamper(sql) }
    #expect(try await desk.scope.log.verify().isIntact)
  }

  @Test(arguments: [
    ("UPDATE logEntry SET text = NULL, textSalt = NULL WHERE id = 1", "its text is gone"),
    ("UPDATE logEntry SET text = 'x', textSalt = zeroblob(16) WHERE text IS NULL", "changed"),
    (
      """
      UPDATE logEntry SET erases = erases || '1,' WHERE erases IS NOT NULL;
      UPDATE logEntry SET text = NULL, textSalt = NULL,
        erasedBy = (SELECT number FROM logEntry WHERE erases IS NOT NULL) WHERE id = 1
      """, "it was changed"
    ),
    ("UPDATE logEntry SET text = 'Lasku 1' WHERE maskDigest IS NOT NULL", "its text was changed"),
    (
      "UPDATE logEntry SET erasedBy = NULL, maskDigest = NULL WHERE maskDigest IS NOT NULL",
      "its text was changed"
    ),
    (
      """
      UPDATE logEntry SET masks = replace(masks, ':', ':0') WHERE masks IS NOT NULL;
      """, "its text was changed"
    ),
    ("UPDATE logEntry SET erases = NULL WHERE erases IS NOT NULL", "its text is gone"),
    ("DELETE FROM logEntry WHERE erases IS NOT NULL", "its text is gone"),
  ])
  func `tampering is found after an erasure too`(sql: String, reason: String) async throws {
    let desk = try await ErasureDesk()
    try await desk.eraseContact()
    try desk.fixture.dropLogTriggers()
    try desk.fixture.tamper(sql)
    let fault = try #require(try await desk.scope.log.verify().fault)
    #expect(fault.reason.contains(reason), "\(fault.reason)")
  }

  @Test func `the log goes on after an erasure`() async throws {
    let desk = try await ErasureDesk()
    let before = try await desk.scope.log.verify().entries
    try await desk.eraseContact()
    try await desk.store.note("jatkuu", desk.scope.id)
    #expect(
      try await desk.scope.log.verify() == LogVerification(entries: before + 2, fault: nil))
  }
}
