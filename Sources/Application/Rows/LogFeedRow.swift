import Records

/// An entry in the order of recording, with the cursor that goes on behind it.
package struct LogFeedRow: Encodable, Sendable {
  package let entry: LogEntryRow
  package let cursor: String

  private enum Key: CodingKey { case cursor }

  package func encode(to encoder: any Encoder) throws {
    try entry.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(cursor, forKey: .cursor)
  }
}
