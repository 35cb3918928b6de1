import Foundation
import Records

/// Appending to customer logs, in the transaction of the event that is recorded.
extension Transaction {
  /// A writing transaction is alone, so nobody else appends between the look at the head and the
  /// entry that follows it.
  @discardableResult
  func append(_ event: LogEvent, to company: CompanyID, at now: Date) throws -> LogNumber {
    if let person = event.person {
      // Nobody acts after being removed; what was sent to them before is still recorded.
      _ =
        event.kind.isOfReminder
        ? try Person.required(person, of: company, in: self)
        : try Person.present(person, of: company, in: self)
    }
    let seconds = (event.at ?? now).storedSeconds
    var end = try log.end(of: company) ?? logEnd(of: company)
    let place = try LogPlace.next(atSecond: seconds, of: company, after: end.place, in: self)
    let salt = LogChain.randomSalt()
    let last = try log.last ?? lastEntry()
    let id = LogEntryID(rawValue: try last.rawValue.following(in: "the log"))
    end.number = LogNumber(rawValue: try end.number.rawValue.following(in: "the log"))
    let record = LogRecord(
      event, id: id, of: company, atSecond: seconds, recordedAt: now.storedSeconds, place: place,
      textDigest: LogChain.textDigest(salt: salt, text: event.text))
    (end.place, end.head) = (place, LogChain.hash(after: end.head, record))
    try run(
      """
      INSERT INTO logEntry (\(raw: Self.entryColumns), number, text, textSalt, hash)
      VALUES (\(list: record.columns), \(end.number), \(event.text), \(salt), \(end.head))
      """)
    let entry = LogIndex.Entry(
      place: place, kind: event.kind, person: event.person, meant: event.meant,
      party: event.party,
      reference: event.reference, text: event.text)
    let isFull = log.add(
      LogIndex.row(entry, of: company), as: id, to: company, endingAt: end)
    if isFull { try settleLog() }
    return end.number
  }

  /// Brings what was appended into the index at once, for who takes words out of the index again.
  func settleLog() throws { try log.writeRows(to: index) }

  private static let entryColumns = LogRecord.columnNames.joined(separator: ", ")

  /// The last entry; where there is none, the number before the first.
  private func lastEntry() throws -> LogEntryID {
    try value("SELECT max(id) FROM logEntry") ?? LogEntryID(rawValue: 0)
  }

  private func logEnd(of company: CompanyID) throws -> LogEnd {
    let row = try row("SELECT entries, hash FROM logHead WHERE company = \(company)")
    guard let row else { throw Refusal.notFound(company) }
    return LogEnd(number: row["entries"], place: nil, head: row["hash"])
  }
}
