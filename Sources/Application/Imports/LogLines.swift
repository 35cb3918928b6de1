import Foundation
import Records
import Store

/// The events of a file of JSON lines, one at a time.
struct LogLines {
  private var lines: LineReader
  private let file: LogFile
  private let days: CompanyDays

  /// Begins at the file's first line; days and times without a zone are the company's.
  init(_ file: LogFile, days: CompanyDays) throws(StoreError) {
    guard lseek(file.descriptor, 0, SEEK_SET) == 0 else {
      throw .system(.last, "read it from its beginning", subject: file.name)
    }
    lines = LineReader(file.descriptor)
    self.file = file
    self.days = days
  }

  /// Nil at the end. Throws when the file can't be read, or isn't as it was.
  mutating func next() throws(StoreError) -> ImportLine<RecordedEvent>? {
    try requireUnchanged()
    do {
      while var line = try lines.next() {
        if lines.number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        let event = try LogLine(Data(line)).event(days)
        return .row(ImportRow(line: lines.number, externalID: nil, fields: event))
      }
      return nil
    } catch let refusal as Refusal {
      return .fault(line: lines.number, refusal)
    } catch {
      throw StoreError(kind: .io, subject: file.name, cause: "\(error)")
    }
  }

  private func requireUnchanged() throws(StoreError) {
    guard file.isAsItWas else {
      throw StoreError(Refusal(of: .file(file.name), .importing(.changedMeanwhile)))
    }
  }
}
