import Foundation
import TestKit

/// Measures whether what a mail takes grows with how many mails the mailbox and the store have, or
/// with the entries of the log: `ingest --once` on mailboxes of mails with one small attachment,
/// which stay on the server.
///
/// MINICRM_GROWTH_MAILS has their sizes with commas between them, 1000,10000,100000 unless set, and
/// MINICRM_GROWTH_ENTRIES how long the log is that one of them is read into as well, 1,000,000
/// unless set.
enum GrowthBench {
  static func run() async throws {
    let sizes = try BenchVariable.counts(
      "MINICRM_GROWTH_MAILS", unlessSet: [1_000, 10_000, 100_000]
    ).sorted()
    let entries = try BenchVariable.count("MINICRM_GROWTH_ENTRIES", unlessSet: 1_000_000)
    try IngestOnce.requireProgram()
    let world = try await IntakeWorld(users: sizes.map(GrowthMailbox.user))
    let stores = try TemporaryDirectory(named: "growth-bench")
    defer { stores.remove() }
    let short = GrowthStore(entries: 0, template: world.store)
    let long = GrowthStore(entries: entries, template: stores.path("long-log"))
    try FileManager.default.copyItem(atPath: world.store, toPath: long.template)
    try await LogGrowth.fill(long.template, to: entries)

    var figures: [GrowthFigures] = []
    print(GrowthFigures.header)
    for size in sizes {
      let beginnings = size == sizes[sizes.count / 2] ? [short, long] : [short]
      var mailbox = try GrowthMailbox(size: size, world: world, stores: stores)
      figures += try await mailbox.measure(from: beginnings)
      try BenchResults.note(figures, as: "growth")
    }
    print("")
  }
}

/// A store to begin with; it has companies, and entries of theirs in the log.
struct GrowthStore {
  let entries: Int
  /// The directory, which is copied for each run.
  let template: String
}
