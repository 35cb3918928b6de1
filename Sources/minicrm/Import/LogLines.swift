import Foundation
import Store

/// The events of a file of JSON lines, one at a time.
struct LogLines {
  private var lines: LineReader
  private let name: String
  private let days: CompanyDays

  /// Reads the open file `descriptor`; days and times without a zone are the company's.
  init(_ descriptor: Int32, name: String, days: CompanyDays) {
    lines = LineReader(descriptor)
    self.name = name
    self.days = days
  }

  /// Nil at the end. Throws what names the line.
  mutating func next() throws(StoreError) -> ImportedLine? {
    while var line = try nextLine() {
      if lines.number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      do {
        return ImportedLine(place: place, event: try event(Data(line)))
      } catch let error as LogLine.Malformed {
        throw failure(error.message)
      } catch {
        throw failure("\(error)")
      }
    }
    return nil
  }

  private mutating func nextLine() throws(StoreError) -> Data? {
    do {
      return try lines.next()
    } catch {
      throw failure("\(error)")
    }
  }

  private func event(_ line: Data) throws -> RecordedEvent {
    let line = try LogLine(line)
    var event = line.event
    event.at = try line.at.map(days.moment(_:))
    return event
  }

  private var place: String { "\(name), line \(lines.number)" }

  private func failure(_ message: String) -> StoreError {
    StoreError(
      kind: .refused(message), subject: place, cause: message, suggestion: "nothing was imported")
  }
}
