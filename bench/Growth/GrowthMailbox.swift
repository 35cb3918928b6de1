import Foundation
import TestKit

/// One mailbox of the growth benchmark: read from one end to the other, then looked into when there
/// is nothing new, then with new mails in it.
struct GrowthMailbox {
  private static let rounds = 3
  /// The number of mails that come once all was read.
  private static let newMails = 1_000

  private let size: Int
  private let world: IntakeWorld
  private let stores: TemporaryDirectory
  private var writer: IntakeMailWriter

  /// Puts the mails where the server looks for them, and has it get to know them.
  init(size: Int, world: IntakeWorld, stores: TemporaryDirectory) throws {
    self.size = size
    self.world = world
    self.stores = stores
    writer = world.writer(.tiny)
    try world.fill(Self.user(size), size, from: &writer)
  }

  static func user(_ size: Int) -> String { "mailbox-\(size)" }

  private var user: String { Self.user(size) }
  private var server: IntakeServer { world.server(.plain, user: user) }

  /// Prints a line for each, too.
  mutating func measure(from beginnings: [GrowthStore]) async throws -> [GrowthFigures] {
    _ = try await RawFetch(server).measure(mailBytes: writer.contents.mailBytes)
    var figures = beginnings.map {
      GrowthFigures(.all, mails: size, known: 0, entries: $0.entries)
    }
    for round in 0..<Self.rounds {
      let raw = try await RawFetch(server).measure(mailBytes: writer.contents.mailBytes)
      for (index, beginning) in beginnings.enumerated() {
        let store = store(beginning, round)
        try FileManager.default.copyItem(atPath: beginning.template, toPath: store)
        figures[index].add(try await ingest(into: store), raw)
      }
    }
    // The stores of the last round have read all of it.
    let (looks, news) = try await measureLater(beginnings)
    figures += looks + news
    for figures in figures { print(figures.line) }
    fflush(nil)
    return figures
  }

  private func store(_ beginning: GrowthStore, _ round: Int) -> String {
    stores.path("\(user)-\(beginning.entries)-\(round)")
  }

  /// One run, after which the store has to have everything.
  private func ingest(into store: String) async throws -> MeasuredRun {
    let ingest = IngestOnce(dovecot: world.dovecot, server: server, store: store)
    let run = try await ingest.run()
    try ingest.check(writer.contents)
    return run
  }

  private mutating func measureLater(
    _ beginnings: [GrowthStore]
  ) async throws -> (looks: [GrowthFigures], news: [GrowthFigures]) {
    var looks = beginnings.map {
      GrowthFigures(.nothing, mails: 0, known: size, entries: $0.entries)
    }
    var news = beginnings.map {
      GrowthFigures(.new, mails: Self.newMails, known: size, entries: $0.entries)
    }
    let stores = beginnings.map { store($0, Self.rounds - 1) }
    for _ in 0..<Self.rounds {
      let next = try await world.dovecot.status(user: user).uidNext
      // From a UID that nobody has the server sends its last mail.
      let last = try await RawFetch(server, from: next).measure(mailBytes: 0)
      for (index, store) in stores.enumerated() {
        looks[index].add(try await ingest(into: store), last)
      }
      let before = writer.contents.mailBytes
      try world.fill(user, Self.newMails, from: &writer)
      let bytes = writer.contents.mailBytes - before
      // Once, so that the server knows them, and again.
      _ = try await RawFetch(server, from: next).measure(mailBytes: bytes)
      let raw = try await RawFetch(server, from: next).measure(mailBytes: bytes)
      for (index, store) in stores.enumerated() {
        news[index].add(try await ingest(into: store), raw)
      }
    }
    return (looks, news)
  }
}
