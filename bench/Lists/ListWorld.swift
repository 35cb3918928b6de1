import Foundation
import GRDB
import Records

/// A company with many documents: one in ten waits in the Inbox, the others are of 2,000 customers;
/// half of them stand in 200 groups; two years of time.
struct ListWorld {
  private static let customers = 2_000
  private static let departments = 20
  private static let groups = 200
  private static let start = 1_700_000_000

  let documents: Int
  let company: CompanyID

  /// Without log entries, which are not what is measured.
  func fill(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      for number in 1...Self.customers {
        let name = "Asiakas \(number) Oy"
        try database.execute(
          sql: "INSERT INTO customer (company, name, nameKey) VALUES (?, ?, ?)",
          arguments: [company.rawValue, name, Data(SortKey(name).bytes)])
      }
      let paths = try addGroups(database)
      for number in (0..<documents).reversed() { try addDocument(number, paths, database) }
    }
  }

  /// Gives the ids of the groups that documents stand in.
  private func addGroups(_ database: Database) throws -> [Int64] {
    func add(_ name: String, below parent: Int64?) throws -> Int64 {
      try database.execute(
        sql: "INSERT INTO groupNode (company, parent, name, nameKey) VALUES (?, ?, ?, ?)",
        arguments: [company.rawValue, parent, name, name.lowercased()])
      return database.lastInsertedRowID
    }
    let departments = try (0..<Self.departments).map { try add("Osasto \($0)", below: nil) }
    let empty = try add("Tyhjä", below: nil)
    for number in 0..<3 { _ = try add("Tyhjä \(number)", below: empty) }
    return try (0..<Self.groups).map { number in
      try add("Ryhmä \(number)", below: departments[number % Self.departments])
    }
  }

  private func addDocument(_ number: Int, _ groups: [Int64], _ database: Database) throws {
    var digest = Data(count: 32)
    withUnsafeBytes(of: Int64(number).bigEndian) { digest.replaceSubrange(0..<8, with: $0) }
    try database.execute(
      sql: "INSERT INTO blob (sha256, size) VALUES (?, ?)", arguments: [digest, 1_000 + number])
    let isFiled = number % 10 != 0
    let (name, title) = ("lasku-\(number).pdf", number % 3 == 0 ? "Lasku numero\(number)" : nil)
    let received = Self.start + number * 2 * 365 * 86_400 / documents
    try database.execute(
      sql: """
        INSERT INTO document (company, state, fileName, title, mediaType, sha256, receivedAt,
          customer, groupNode)
        VALUES (?, ?, ?, ?, 'application/pdf', ?, ?, ?, ?)
        """,
      arguments: [
        company.rawValue, isFiled ? "filed" : "inbox", name,
        title, digest, received,
        isFiled ? number % Self.customers + 1 : nil,
        number % 2 == 0 ? groups[number / 2 % groups.count] : nil,
      ])
    // As the store does, but for the order, which has the newest first.
    let terms = LogIndexTerms(company, of: .documents)
      .terms([], text: [title, name].compactMap(\.self).joined(separator: "\n"))
    let id = database.lastInsertedRowID
    try database.execute(
      sql: "INSERT INTO logIndex (rowid, terms) VALUES (?, ?)",
      arguments: [-(received << 20 + Int(id & 0xF_FFFF)), terms])
  }
}
