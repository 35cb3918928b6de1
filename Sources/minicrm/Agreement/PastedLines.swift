import Application
import Foundation
import Synchronization

/// The lines of standard input, as they come; a cancelled task waits for no more.
struct PastedLines: AsyncSequence, Sendable {
  typealias Element = String

  /// More than any address has, in bytes.
  private static let longest = 64 << 10
  /// Between two looks whether anybody still waits, in milliseconds.
  private static let slice: Int32 = 200

  struct Iterator: AsyncIteratorProtocol {
    mutating func next() async throws -> String? {
      let isOver = Flag()
      return try await Check.blocking(interrupt: { isOver.raise() }) {
        PastedLines.line(until: isOver)
      }
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator() }

  /// One line without its end; nil at the end of the input, or when it is over.
  private static func line(until isOver: Flag) -> String? {
    var bytes: [UInt8] = []
    while !isOver.isRaised {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, slice) > 0 else { continue }
      var byte: UInt8 = 0
      guard read(STDIN_FILENO, &byte, 1) == 1 else {
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < longest { bytes.append(byte) }
    }
    return nil
  }

  private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    func raise() { raised.store(true, ordering: .releasing) }
  }
}
