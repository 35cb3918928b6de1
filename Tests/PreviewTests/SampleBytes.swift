import Foundation
import Preview
import Synchronization
import TestKit

/// Bytes as the client hands them over.
enum SampleBytes {
  static func of(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw TestKitError("no file at \(path)")
    }
    return Array(data)
  }

  /// A stream of these bytes, as often as that, in pieces.
  static func stream(_ bytes: [UInt8], times: Int = 1, piece: Int = 1 << 16) -> PreviewFile {
    let place = Mutex(0)
    let total = bytes.count * times
    return .stream {
      place.withLock { place in
        guard place < total else { return nil }
        let start = place % bytes.count
        let next = bytes[start..<min(start + piece, bytes.count)]
        place += next.count
        return Array(next)
      }
    }
  }
}
