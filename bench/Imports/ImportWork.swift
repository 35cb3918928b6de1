import Foundation
import GRDB
import SQLiteEngine
import Store
import TestKit

/// One import into a fresh store, with whom its lines name.
struct ImportWork {
  /// As many rows, or files, are written together as the imports write.
  private static let batch = 500

  private let kind: ImportKind
  private let minicrm: Minicrm
  private let lines: [String]
  private let arguments: [String]
  /// The lines are given to standard input.
  private let input: String?

  init(_ kind: ImportKind, _ count: Int) async throws {
    self.kind = kind
    minicrm = try Minicrm()
    try await minicrm.addCompany()
    if kind != .customers && kind != .groups { try await Self.addParties(minicrm) }
    lines = (1...count).map { ImportLines.line(kind, $0) }
    let text =
      ([ImportLines.header(kind)].compactMap(\.self) + lines).joined(separator: "\n") + "\n"
    let file = try minicrm.directory.write(text, to: "rows")
    switch kind {
    case .events:
      (arguments, input) = (["log", "record", "--company", "acme", "--stdin"], file)
    case .documents:
      for number in 1...count {
        try minicrm.directory.write(ImportLines.bytes(number), to: ImportLines.path(number))
      }
      let folder = minicrm.directory.path("files")
      (arguments, input) = (
        ["document", "import", "--company", "acme", folder, "--map", file], nil
      )
    case .customers, .contacts, .groups, .tasks:
      (arguments, input) = (
        ["\(kind.rawValue.dropLast())", "import", "--company", "acme", file], nil
      )
    }
  }

  func measure() async throws -> MeasuredRun {
    try await MeasuredRun.measure(
      Minicrm.executable, arguments + ["--config", minicrm.settingsFile], inputPath: input
    ).run
  }

  private static func addParties(_ minicrm: Minicrm) async throws {
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "matti@acme.example",
    ])
    try await minicrm.mustRun(["group", "add", "--company", "acme", "Myynti/Tarjoukset"])
    for kind in [ImportKind.customers, .contacts] {
      let rows =
        [ImportLines.header(kind) ?? ""]
        + (1...ImportLines.parties).map { ImportLines.line(kind, $0) }
      let file = try minicrm.directory.write(rows.joined(separator: "\n") + "\n", to: "parties")
      try await minicrm.mustRun([
        "\(kind.rawValue.dropLast())", "import", "--company", "acme", file,
      ])
    }
  }

  // MARK: The plain write

  /// The seconds that it takes to insert the lines into a table of one column, or to put the files
  /// into a store's contents; so many at a time, each time durably.
  func plainSeconds() async throws -> Double {
    guard kind == .documents else { return try insertLines() }
    let store = try await Store.open(minicrm.directory.path("plain"), making: .ifEmpty)
    return try writeFiles(to: store.blobs)
  }

  private func writeFiles(to blobs: BlobStore) throws -> Double {
    let start = ContinuousClock.now
    for begin in stride(from: 1, through: lines.count, by: Self.batch) {
      let group = try blobs.group()
      for number in begin...min(begin + Self.batch - 1, lines.count) {
        let url = URL(fileURLWithPath: minicrm.directory.path(ImportLines.path(number)))
        let bytes = try Data(contentsOf: url)
        _ = try group.add { write in try bytes.withUnsafeBytes(write) }
      }
      try group.written.makeDurable()
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func insertLines() throws -> Double {
    let start = ContinuousClock.now
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    let queue = try DatabaseQueue(
      path: minicrm.directory.path("plain.sqlite"), configuration: configuration)
    try queue.write { try $0.execute(sql: "CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)") }
    for begin in stride(from: 0, to: lines.count, by: Self.batch) {
      try queue.write { database in
        for line in lines[begin...].prefix(Self.batch) {
          try database.execute(sql: "INSERT INTO line (text) VALUES (?)", arguments: [line])
        }
      }
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
