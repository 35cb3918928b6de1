import Foundation
import TestKit
import Testing

/// A store in which something is imported or erased in several batches.
struct BatchRound {
  enum Work: String, Sendable {
    case customers, contacts, events, groups, tasks, documents, contact, person
  }

  static let works: [Work] = [
    .customers, .contacts, .events, .groups, .tasks, .documents, .contact, .person,
  ]

  let minicrm: Minicrm
  let arguments: [String]

  /// So many rows are imported, or there are so many to be erased.
  init(_ work: Work, rows: Int = 2_500) async throws {
    minicrm = try Minicrm()
    try await minicrm.addCompany()
    switch work {
    case .customers:
      let file = try Self.file("name;phone", rows, in: minicrm) {
        "Asiakas \($0) Oy;040 \(100 + $0)"
      }
      arguments = ["customer", "import", "--company", "acme", file]
    case .contacts:
      try await Self.addCustomer(minicrm)
      let file = try Self.file("customer;name", rows, in: minicrm) { "1;Matti \($0)" }
      arguments = ["contact", "import", "--company", "acme", file]
    case .events:
      try await Self.addCustomer(minicrm)
      let file = try Self.file(nil, rows, in: minicrm) { Self.note($0, "soitti \($0)") }
      arguments = ["log", "import", "--company", "acme", file]
    case .groups:
      let file = try Self.file("path", rows, in: minicrm) { "Ryhmä \($0 % 50)/\($0)" }
      arguments = ["group", "import", "--company", "acme", file]
    case .tasks:
      try await Self.addPeople(minicrm)
      let file = try Self.file("Henkilö;Kuvaus;Päivä;Asiakas", rows, in: minicrm) {
        "pekka@zysko.example;Soita \($0);1.12.2998;1"
      }
      arguments = ["task", "import", "--company", "acme", file]
    case .documents:
      try await Self.addCustomer(minicrm)
      for number in 1...rows {
        try minicrm.directory.write("\(number)", to: "laskut/\(number).txt")
      }
      let file = try Self.file("file;customer", rows, in: minicrm) { "\($0).txt;1" }
      let folder = minicrm.directory.path("laskut")
      arguments = ["document", "import", "--company", "acme", folder, "--map", file]
    case .contact, .person:
      try await Self.addPeople(minicrm)
      let file = try Self.file(nil, rows, in: minicrm) {
        Self.note($0, $0 % 2 == 0 ? "Maija Kvasteinen soitti \($0)" : "Pekka Zyskovicz \($0)")
      }
      try await minicrm.mustRun(["log", "import", "--company", "acme", file])
      arguments = ["erase", work.rawValue, "1", "--also", "Masa", "--yes"]
    }
  }

  private static func addCustomer(_ minicrm: Minicrm) async throws {
    try await minicrm.mustRun(["customer", "add", "--company", "acme", "--name", "Rauta Oy"])
  }

  private static func addPeople(_ minicrm: Minicrm) async throws {
    try await addCustomer(minicrm)
    try await minicrm.mustRun([
      "contact", "add", "--company", "acme", "--customer", "1", "--name", "Maija Kvasteinen",
    ])
    try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Pekka Zyskovicz", "--email",
      "pekka@zysko.example",
    ])
    for day in 1...20 {
      try await minicrm.mustRun([
        "task", "add", "--company", "acme", "--person", "pekka@zysko.example", "--description",
        "Maija Kvasteinen \(day), Pekka Zyskovicz", "--date", "2998-12-\(10 + day)", "--customer",
        "1",
      ])
    }
  }

  private static func note(_ number: Int, _ text: String) -> String {
    #"{"kind":"note","at":"2026-01-01","customer":1,"text":"\#(text)"}"#
  }

  private static func file(
    _ header: String?, _ rows: Int, in minicrm: Minicrm, _ line: (Int) -> String
  ) throws -> String {
    let lines = [header].compactMap(\.self) + (1...rows).map(line)
    return try minicrm.directory.write(lines.joined(separator: "\n") + "\n", to: "rows")
  }

  /// The command to its end; its answer.
  func finish() async throws -> String {
    String(decoding: try await minicrm.mustRun(arguments + ["--json"]), as: UTF8.self)
  }

  /// Starts the command and kills it soon after a commit or at any time, up to three times. Also
  /// says whether it answered all the same, and the store has nothing left to answer with.
  func killAFewTimes(
    _ answer: String, random: inout SeededGenerator
  ) async throws -> (kills: Int, isAnswered: Bool) {
    for kills in 0..<3 {
      let child = try minicrm.start(arguments + ["--json"])
      let seesCommit = Bool.random(using: &random)
      let before = logSize
      let limit = Duration.milliseconds(Int.random(in: 50...3_000, using: &random))
      _ = try await eventually(within: limit) {
        child.hasEnded || (seesCommit && logSize != before)
      }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...60_000, using: &random)))
      child.signal(SIGKILL)
      guard try await child.end() == .killed(signal: SIGKILL) else { return (kills, true) }
      if child.standardOutput == answer, try await isForgotten { return (kills + 1, true) }
    }
    return (3, false)
  }

  private var isForgotten: Bool {
    get async throws {
      try await minicrm.sql(
        "SELECT (SELECT count(*) FROM importJournal) + (SELECT count(*) FROM erasureJournal)"
      ).hasPrefix("0")
    }
  }

  private var logSize: Int {
    var facts = stat()
    let path = "\(minicrm.storeDirectory)/minicrm.sqlite-wal"
    return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// All that the work leaves, without times and without how an erasure was cut into entries.
  func outcome() async throws -> [String] {
    let verified = try await minicrm.run("log", "verify", "--company", "acme")
    let questions = [
      "SELECT id, name, email, phone, externalID FROM customer ORDER BY id",
      "SELECT id, customer, name, removed FROM contact ORDER BY id",
      "SELECT id, name, email, removed FROM person ORDER BY id",
      "SELECT id, description, customer FROM task ORDER BY id",
      "SELECT id, parent, name FROM groupNode ORDER BY id",
      "SELECT id, state, fileName, customer, hex(sha256) FROM document ORDER BY id",
      "SELECT state, count(*) FROM reminder GROUP BY state",
      """
      SELECT id, kind, customer, contact, text, erasedBy IS NULL FROM logEntry
      WHERE erases IS NULL AND masks IS NULL AND kind NOT GLOB '*Removed' ORDER BY id
      """, "SELECT count(*) FROM importJournal", "SELECT count(*) FROM erasureJournal",
    ]
    var lines: [String] = []
    for question in questions {
      lines += try await minicrm.sql(question).split(separator: "\n").map(String.init)
    }
    lines.append(verified.succeeded ? "verified" : verified.errors)
    return lines + [try await minicrm.integrityCheck()]
  }
}
