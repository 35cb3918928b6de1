import Foundation

/// The contents of one backup, as its manifest states them.
package struct BackupRecord: Codable, Sendable, Hashable {
  /// The SHA-256 of `minicrm.sqlite`, in hexadecimal.
  package let database: String
  /// When the database was copied.
  package let takenAt: Date
  /// The version of the store's schema.
  package let schema: Int
  package let documents: Int
  package let mails: Int
  /// Files below `blobs`, and the bytes of all of them.
  package let contents: Int
  package let bytes: Int64

  package init(
    database: String, takenAt: Date, schema: Int, documents: Int, mails: Int, contents: Int,
    bytes: Int64
  ) {
    self.database = database
    self.takenAt = takenAt
    self.schema = schema
    self.documents = documents
    self.mails = mails
    self.contents = contents
    self.bytes = bytes
  }
}

/// The result of a run of the backup.
package struct BackupReport: Sendable, Hashable {
  /// Absolute.
  package let directory: String
  package let record: BackupRecord
  /// Contents that were not there from the backup before, and their bytes.
  package let newContents: Int
  package let newBytes: Int64

  package init(directory: String, record: BackupRecord, newContents: Int, newBytes: Int64) {
    self.directory = directory
    self.record = record
    self.newContents = newContents
    self.newBytes = newBytes
  }
}
