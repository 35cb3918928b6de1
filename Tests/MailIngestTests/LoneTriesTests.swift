import FoundationEssentials
import MailTransport
import Records
import Store
import Testing

@testable import MailIngest

@Suite struct LoneTriesTests {
  private func uid(_ number: UInt32) -> UID { UID(rawValue: number) }

  private func trouble(_ number: UInt32, runs: Int = 1, age: TimeInterval = 0) -> FetchTrouble {
    FetchTrouble(
      uid: number, tries: 1, runs: runs, reason: MailReason(.notDelivered),
      firstTryAt: Installation.now - age, lastTryAt: Installation.now)
  }

  @Test func `a message may be asked for three times in a run, each counted by itself`() {
    var tries = LoneTries()
    for _ in 1...3 {
      #expect(tries.mayAsk(for: uid(1)))
      tries.count(trouble(1))
    }
    #expect(!tries.mayAsk(for: uid(1)) && tries.mayAsk(for: uid(2)))
    #expect(tries.troubles.keys.map(\.rawValue) == [1])
  }

  @Test func `a try is excused once`() {
    var tries = LoneTries()
    let excused = [1, 2, 1].map { tries.excuses(uid($0)) }
    #expect(excused == [true, true, false])
  }

  @Test func `a refusal for now ends a message's tries, a limit is remembered`() {
    var tries = LoneTries()
    tries.failed(uid(1), broke: false, FetchOutcome(refusal: "NO"))
    #expect(tries.mayAsk(for: uid(1)) && !tries.hitLimit)
    tries.failed(uid(1), broke: false, FetchOutcome(refusal: "NO", refusesForNow: true))
    #expect(!tries.mayAsk(for: uid(1)) && tries.mayAsk(for: uid(2)))
    var outcome = FetchOutcome(refusal: "NO")
    outcome.hitsLimit = true
    tries.failed(uid(2), broke: false, outcome)
    tries.failed(uid(3), broke: false, FetchOutcome())
    #expect(tries.hitLimit)
  }

  @Test func `the last try says whether a message breaks the connection`() {
    var tries = LoneTries()
    tries.failed(uid(1), broke: true, FetchOutcome())
    tries.failed(uid(2), broke: true, FetchOutcome())
    tries.failed(uid(1), broke: false, FetchOutcome())
    #expect(tries.broke == [uid(2)])
  }

  @Test func `postponed messages are counted, and the last one's reason is told`() {
    var tries = LoneTries()
    tries.postpones(because: "left out")
    tries.postpones(because: "refused")
    #expect(tries.postponed == 2 && tries.reason == "refused")
  }

  @Test(arguments: [
    (3, 3_600.0, true), (2, 86_400, false), (3, 3_599, false), (100, 3_600, true),
    // A clock that was put back.
    (3, -10, false),
  ])
  func `a message is at fault by itself after three runs over an hour`(
    runs: Int, age: TimeInterval, isOld: Bool
  ) {
    #expect(trouble(1, runs: runs, age: age).isOld(Installation.now) == isOld)
  }

  @Test func `a round gives its messages in order, and the next begins anew`() {
    var rounds = LoneRounds()
    #expect(rounds.number == 0 && rounds.newest == nil)
    var taken = [rounds.take()?.uid.rawValue]
    for number in 1...2 {
      rounds.begin([1, 2].map { ListedMessage(uid: uid($0), size: 1) })
      #expect(rounds.number == number && rounds.newest?.uid == uid(2))
      taken.append(rounds.take()?.uid.rawValue)
    }
    for _ in 1...2 { taken.append(rounds.take()?.uid.rawValue) }
    #expect(taken == [nil, 1, 1, 2, nil] && rounds.newest?.uid == uid(2))
  }
}
