import Foundation
import SQLiteEngine
import Store
import TestKit
import Testing

/// An installation to try all verbs on: the companies `acme` and `beta` with one of everything.
/// Every text of `acme` holds a marker, and no id of one company is in use at the other.
struct PreparedInstallation: Sendable {
  static let marker = "salamerkki"

  let acme: CompanyRecords
  let beta: CompanyRecords
  /// Names of records that neither company has.
  let nowhere: CompanyRecords
  private let minicrm: Minicrm

  /// Nothing is sent; previews name the sender.
  private static let smtp = [
    "url: smtp://127.0.0.1:9", "tls: none", "from: muistutus@example.fi",
  ]

  /// So many copies are worked on at once.
  private static let hands = 4

  init() async throws {
    minicrm = try Minicrm(smtp: Self.smtp)
    let directory = minicrm.directory
    try directory.write("Tervehdys\n", to: "uusi.txt")
    try directory.write("name;externalID\nUusi;18\n", to: "uusi.csv")
    try directory.write("path\nUusi/Tuotu\n", to: "ryhmat.csv")
    try directory.write(
      SampleMail(to: "x@example.fi", subject: "Uusi").attaching(.pdf("uusi.pdf")).bytes,
      to: "uusi.eml")
    nowhere = CompanyRecords(nowhere: directory.path("nowhere"))
    try nowhere.writeFiles(to: directory)
    // Ids that no message holds by chance.
    _ = try await Store.open(minicrm.storeDirectory, making: .ifEmpty)
    try await minicrm.sql(Self.highIDs(.insert))
    acme = try await PreparedCompany(minicrm, slug: "acme", word: Self.marker, notes: 40).records()
    beta = try await PreparedCompany(
      minicrm, slug: "beta", word: "tavallinen", notes: 1
    ).records()
    try await minicrm.sql(Self.highIDs(.delete))
  }

  /// Runs `body` for every verb, each with a copy of the installation of its own. An error ends the
  /// verb's part only.
  func forEach(
    _ verbs: [Verb], _ body: @escaping @Sendable (Verb, Minicrm) async throws -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for (index, verb) in verbs.enumerated() {
        if index >= Self.hands { await group.next() }
        group.addTask {
          do { try await body(verb, copy()) } catch { Issue.record("\(verb): \(error)") }
        }
      }
    }
  }

  /// The same store, with settings of its own.
  func copy() async throws -> Minicrm {
    let copy = try Minicrm(smtp: Self.smtp)
    try await Program.mustRun("cp", ["-r", minicrm.storeDirectory, copy.storeDirectory])
    return copy
  }

  private enum Step { case insert, delete }

  /// A row with the id 70000 in each table, so that ids go on from there. Foreign keys are not
  /// looked at here.
  private static func highIDs(_ step: Step) -> String {
    let rows = [
      ("person", "company, name, email, emailKey", "0, 'x', 'x@x', 'x@x'"),
      ("customer", "company, name", "0, 'x'"), ("contact", "company, customer, name", "0, 0, 'x'"),
      ("groupNode", "company, name, nameKey", "0, 'x', 'x'"),
      (
        "task", "company, person, description, date, state", "0, 0, 'x', '2026-01-01', 'open'"
      ),
      (
        "reminder", "company, task, person, date, moment, kind",
        "0, 0, 0, '2026-01-01', 0, 'before'"
      ),
      (
        "mail", "verdict, reasonCode, size, receivedAt, fetched",
        "'unroutable', 'noAddress', 0, 0, 1"
      ),
      (
        "document", "company, state, fileName, mediaType, sha256, receivedAt",
        "0, 'inbox', 'x', 'x', zeroblob(32), 0"
      ),
    ]
    return rows.map { table, columns, values in
      switch step {
      case .insert: "INSERT INTO \(table) (id, \(columns)) VALUES (70000, \(values));"
      case .delete: "DELETE FROM \(table) WHERE id = 70000;"
      }
    }.joined(separator: "\n")
  }
}

extension Minicrm {
  /// Runs SQL on the store past the program; what it selects.
  @discardableResult
  func sql(_ text: String) async throws -> String {
    try await Program.mustRun("sqlite3", ["\(storeDirectory)/minicrm.sqlite", text])
  }

  /// All of the database as SQL.
  func dump() async throws -> String { try await sql(".dump") }

  /// The contents that rows name and whose files are not there in their length.
  func missingBlobs() async throws -> [String] {
    let rows = try await sql("SELECT lower(hex(sha256)), size FROM blob").split(separator: "\n")
    return rows.map(String.init).filter { row in
      let columns = row.split(separator: "|")
      let file = "\(storeDirectory)/blobs/\(columns[0].prefix(2))/\(columns[0].dropFirst(2))"
      let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
      return size.map(String.init) != String(columns[1])
    }
  }
}
