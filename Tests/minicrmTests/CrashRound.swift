import Glibc
import TestKit
import Testing

/// One mailbox with 300 mails and one empty store for them.
struct CrashRound {
  let dovecot: Dovecot
  let minicrm: Minicrm
  private static let companies = ["acme", "beta"]

  init(offersMove: Bool = true) async throws {
    dovecot = try await Dovecot.start(offersMove: offersMove)
    minicrm = try Minicrm(MailboxSettings(of: dovecot))
    var addresses: [String] = []
    for slug in Self.companies { addresses.append(try await minicrm.addCompany(slug).address) }
    try dovecot.deliver(MailCorpus(addresses: addresses).mails)
  }

  func outcome() async throws -> Outcome {
    try await Outcome(of: minicrm, companies: Self.companies, dovecot: dovecot)
  }

  /// The last mails are spared, since every kill would hit the same.
  private static let spared = 4
  /// Mails that kills hit thrice by chance, in one round.
  private static let mostHit = 3

  /// Starts `command` and kills it, again and again until few mails are left; returns how many
  /// kills came before that. Each start may live a little longer than the one before, so that
  /// however slow the machine is there is an end to it.
  func killUntilDrained(
    _ command: [String], random: inout SeededGenerator
  ) async throws -> Int {
    var kills = 0
    while dovecot.count() > Self.spared {
      try #require(kills < 200, "the mails don't get fewer")
      let child = try minicrm.start(command)
      try await waitForItsMoment(
        child, atMost: .milliseconds(100 + 100 * kills), random: &random)
      guard !child.hasEnded else { continue }
      child.signal(SIGKILL)
      try await child.end()
      kills += 1
    }
    return kills
  }

  /// Lets the process finish what the kills left; the outcome. A mail that three kills hit while it
  /// was filed alone counts as their reason: it is kept, its copy stays in the Inbox of the
  /// server, and it is tried again, as an operator would; here it counts as moved.
  func finishedOutcome() async throws -> Outcome {
    try await minicrm.ingestOnce()
    let failed = try await minicrm.mails().filter { $0.verdict == "failed" }
    try #require(failed.count <= Self.mostHit, "so many mails were hit thrice by chance")
    try #require(failed.allSatisfy { $0.reasonCode == "endedProcesses" })
    if !failed.isEmpty {
      try await minicrm.mustRun(["mail", "retry"] + failed.map { "\($0.id)" })
    }
    var outcome = try await outcome()
    try #require(outcome.inbox.sorted() == failed.compactMap(\.subject).sorted())
    let rows = try await minicrm.mails()
    for subject in outcome.inbox {
      let verdicts = Set(rows.filter { $0.subject == subject }.map(\.verdict))
      if verdicts.isDisjoint(with: ["filed", "duplicate"]) {
        outcome.rejected.append(subject)
      } else {
        outcome.processed.append(subject)
      }
    }
    outcome.inbox = []
    outcome.processed.sort()
    outcome.rejected.sort()
    return outcome
  }

  /// Some moments are counted from the start; others from the first sign of a mail's filing or
  /// of its moving, since it is around these that things could go wrong.
  private func waitForItsMoment(
    _ child: ChildProcess, atMost longest: Duration, random: inout SeededGenerator
  ) async throws {
    let signs: [() -> Int] = [
      { 0 }, { dovecot.count() }, { dovecot.count(in: "Processed") },
      { fileSize("\(minicrm.storeDirectory)/minicrm.sqlite-wal") },
      { fileSize("\(minicrm.storeDirectory)/blobs") },
    ]
    let sign = signs[Int.random(in: 0..<signs.count, using: &random)]
    let limit = longest * Double.random(in: 0...1, using: &random)
    let after = Duration.microseconds(Int.random(in: 0...60_000, using: &random))
    let before = sign()
    _ = try await eventually(within: limit) { child.hasEnded || sign() != before }
    try await Task.sleep(for: after)
  }

  private func fileSize(_ path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }
}
