import Foundation
import GRDB
import Platform
import Records

@testable import Store

extension Row {
  /// All contents that rows name.
  static func contents(in database: Database) throws -> [BlobReference] {
    try Row.fetchAll(database, sql: "SELECT sha256, size FROM blob").compactMap { row in
      Digest(Array(row["sha256"] as Data)).map { BlobReference(sha256: $0, size: row["size"]) }
    }
  }
}
