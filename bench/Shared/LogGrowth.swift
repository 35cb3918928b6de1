import Foundation
import Records
import SQLiteEngine
import Store

/// Fills the log, as imports do: many entries of one company in a transaction.
struct LogGrowth {
  private var generator: LogGenerator
  private var entries = 0

  init(_ generator: LogGenerator) {
    self.generator = generator
  }

  /// Brings a log of that size into the store in a directory.
  static func fill(_ directory: String, to size: Int) async throws {
    let store = try await Store.open(directory, making: .ifEmpty)
    let world = try await LogWorld(in: store)
    var growth = LogGrowth(LogGenerator(seed: 1, world: world, total: size))
    let seconds = try await growth.grow(to: size, in: store, world)
    FileHandle.standardError.write(Data("grown to \(size) entries in \(Int(seconds)) s\n".utf8))
  }

  /// Until there are `size` entries; returns the seconds that it took.
  mutating func grow(to size: Int, in store: Store, _ world: LogWorld) async throws -> Double {
    let start = ContinuousClock.now
    while entries < size {
      var events: [Int: [RecordedEvent]] = [:]
      for _ in 0..<min(100_000, size - entries) {
        let (company, event) = generator.next()
        events[company, default: []].append(event)
        entries += 1
      }
      for (company, events) in events.sorted(by: { $0.key < $1.key }) {
        _ = try await store.company(world.companies[company]).log
          .importEvents(
            ImportedFile(name: "\(entries)", bytes: []), now: LogGenerator.end
          ) { () throws(StoreError) in
            var rest = events.makeIterator()
            return { () throws(StoreError) in
              rest.next().map { .row(ImportRow(line: 1, externalID: nil, fields: $0)) }
            }
          }
      }
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
