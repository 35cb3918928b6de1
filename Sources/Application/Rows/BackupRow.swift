import Foundation
import Store

/// A backup and its contents; `directory` is the backup's, or that of the store made of it.
package struct BackupRow: Encodable, Sendable {
  package let directory: String
  package let takenAt: Date
  package let schema: Int
  package let documents: Int
  package let mails: Int
  package let contents: Int
  package let bytes: Int64

  package init(_ record: BackupRecord, in directory: String) {
    self.directory = directory
    takenAt = record.takenAt
    schema = record.schema
    documents = record.documents
    mails = record.mails
    contents = record.contents
    bytes = record.bytes
  }
}
