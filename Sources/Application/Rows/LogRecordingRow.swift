/// The entry of an event that was to be recorded; `recorded` is false where the log held the very
/// same event already.
package struct LogRecordingRow: Encodable, Sendable {
  package let entry: LogEntryRow
  package let recorded: Bool

  private enum Key: CodingKey { case recorded }

  package func encode(to encoder: any Encoder) throws {
    try entry.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(recorded, forKey: .recorded)
  }
}
