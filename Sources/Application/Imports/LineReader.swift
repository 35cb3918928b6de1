import Foundation
import Platform
import Records

/// Reads a file line by line, in bounded memory. Lines end with LF or CRLF; the last may end with
/// the file.
struct LineReader: Sendable {
  /// Bytes.
  static let longestLine = 1 << 20
  private static let tooLong = Refusal(.line(.tooLong(mebibytes: longestLine >> 20)))
  private static let chunkSize = 1 << 16

  /// The number of the line read last, from 1.
  private(set) var number = 0
  private let descriptor: Int32
  private var rest = Data()
  private var isAtEnd = false

  /// Reads the open file `descriptor` from where it stands.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line has been read from the file as a whole.
  var hasLineAtHand: Bool { rest.contains(UInt8(ascii: "\n")) }

  /// The next line without its end; nil at the file's. Refuses a line longer than `longestLine`;
  /// the next call goes on behind it.
  mutating func next() throws -> Data? {
    number += 1
    var searched = 0
    var isTooLong = false
    while true {
      if let end = rest.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[rest.startIndex..<end]
        rest = rest[rest.index(after: end)...]
        if isTooLong { throw Self.tooLong }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      }
      if rest.count > Self.longestLine { (isTooLong, rest) = (true, Data()) }
      if isAtEnd {
        defer { rest = Data() }
        if isTooLong { throw Self.tooLong }
        return rest.isEmpty ? nil : rest
      }
      searched = rest.count
      // No more than has come: from a pipe that may be a line, and its writer waits.
      var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
      let count = try DescriptorCalls.read(descriptor, into: &chunk)
      isAtEnd = count == 0
      // A new buffer, since a slice keeps all that was before it.
      rest = Data(rest) + chunk.prefix(count)
    }
  }
}
