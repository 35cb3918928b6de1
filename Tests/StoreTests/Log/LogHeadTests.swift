import Platform
import Records
import Testing

@testable import Store

@Suite struct LogHeadTests {
  @Test func `a head that was kept is of the chain as long as nobody rewrote it`() async throws {
    let fixture = try await StoreFixture()
    let scope = try await fixture.company()
    var heads: Set<Digest> = []
    for number in 0...3 {
      let log = try await scope.log.verify(expecting: heads)
      #expect(log.verification == LogVerification(entries: number, fault: nil))
      heads.insert(try #require(log.head))
      try await fixture.store.note("kirjaus \(number)", scope.id)
    }
    #expect(heads.count == 4 && heads.contains(LogChain.start))
    // Somebody makes the log anew from its start.
    try fixture.dropLogTriggers()
    try fixture.tamper(
      "DELETE FROM logEntry; UPDATE logHead SET entries = 0, hash = zeroblob(32)")
    for number in 0...3 { try await fixture.store.note("kirjaus \(number)", scope.id) }
    #expect(try await scope.log.verify().isIntact)
    let fault = try #require(try await scope.log.verify(expecting: heads).verification.fault)
    #expect(fault.entry == nil && fault.reason.contains("it never had the head"))
  }
}
