import Foundation
import GRDB

/// The documents of generated mails as they appear in a store. The store itself keeps the second in
/// which the server had a mail, and no time of the commit: so it is looked at, again and again.
struct DocumentArrivals {
  private let queue: DatabaseQueue
  private var lastID: Int64 = 0
  /// The database's version at the last look; asking costs next to nothing.
  private var version: Int64 = 0
  private(set) var count = 0

  init(in store: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: "\(store)/minicrm.sqlite", configuration: configuration)
  }

  /// The numbers of the mails whose documents were committed since the last look.
  mutating func next() throws -> [Int] {
    let (known, last) = (version, lastID)
    let (now, rows) = try queue.inDatabase { database in
      let now = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
      guard now != known else { return (now, [Row]()) }
      return (
        now,
        try Row.fetchAll(
          database, sql: "SELECT id, fileName FROM document WHERE id > ? ORDER BY id",
          arguments: [last])
      )
    }
    version = now
    lastID = rows.last?["id"] ?? last
    count += rows.count
    return try rows.map { try Self.mail($0["fileName"]) }
  }

  /// `lasku-MAIL-ATTACHMENT.pdf`, as `IntakeMailWriter` names them.
  private static func mail(_ fileName: String) throws -> Int {
    guard let number = fileName.split(separator: "-").dropFirst().first.flatMap({ Int($0) }) else {
      throw BenchFailure("there is a document \(fileName), which no mail brought")
    }
    return number
  }
}
