import Foundation
import GRDB
import Records

@testable import Store

extension Row {
  /// All contents that rows name.
  static func contents(in database: Database) throws -> [BlobReference] {
    try Row.fetchAll(database, sql: "SELECT sha256, size FROM blob").map {
      BlobReference(sha256: Array($0["sha256"] as Data), size: $0["size"])
    }
  }
}
