import Store

/// A backup that was just made: what is new in it, too.
package struct BackupReportRow: Encodable, Sendable {
  package let backup: BackupRow
  package let newContents: Int
  package let newBytes: Int64

  package init(_ report: BackupReport) {
    backup = BackupRow(report.record, in: report.directory)
    newContents = report.newContents
    newBytes = report.newBytes
  }

  private enum Key: CodingKey { case newContents, newBytes }

  package func encode(to encoder: any Encoder) throws {
    try backup.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(newContents, forKey: .newContents)
    try fields.encode(newBytes, forKey: .newBytes)
  }
}
