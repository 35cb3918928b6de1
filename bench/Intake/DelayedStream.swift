import Foundation
import Synchronization

/// One direction of a connection through the delaying proxy: one thread reads, and another writes
/// what is due.
final class DelayedStream: Sendable {
  /// Far more than is under way in the delay, so that it limits nothing; but a client that doesn't
  /// read must not have the whole mailbox wait here.
  private static let limit = 64 * 1_024 * 1_024
  private static let readSize = 256 * 1_024

  private struct Chunk {
    let due: ContinuousClock.Instant
    /// None at the end.
    let bytes: [UInt8]
  }

  private struct State {
    var waiting: [Chunk] = []
    var byteCount = 0
    var isReaderHeld = false
  }

  private let source: Int32
  private let target: Int32
  private let delay: Duration
  private let state = Mutex(State())
  /// Counts chunks.
  private let arrived = DispatchSemaphore(value: 0)
  /// Raised for a reader that is held.
  private let hasRoom = DispatchSemaphore(value: 0)

  init(from source: Int32, to target: Int32, delay: Duration) {
    self.source = source
    self.target = target
    self.delay = delay
  }

  /// Until the source ends.
  @Sendable func read() {
    var buffer = [UInt8](repeating: 0, count: Self.readSize)
    while true {
      let count = max(0, recv(source, &buffer, buffer.count, 0))
      let chunk = Chunk(due: ContinuousClock.now + delay, bytes: Array(buffer[..<count]))
      let isHeld = state.withLock { state in
        state.waiting.append(chunk)
        state.byteCount += count
        state.isReaderHeld = state.byteCount > Self.limit
        return state.isReaderHeld
      }
      arrived.signal()
      if count == 0 { return }
      if isHeld { hasRoom.wait() }
    }
  }

  /// Until the end has been handed on.
  @Sendable func write() {
    var taken: [Chunk] = []
    var isBroken = false
    while true {
      arrived.wait()
      if taken.isEmpty { taken = takeAll().reversed() }
      guard let chunk = taken.popLast(), !chunk.bytes.isEmpty else { break }
      let wait = chunk.due - ContinuousClock.now
      if wait > .zero { usleep(UInt32(wait / .microseconds(1))) }
      isBroken = isBroken || !send(chunk.bytes)
      // Nobody wants the rest: the reader need not wait for it.
      if isBroken { _ = shutdown(source, Int32(SHUT_RDWR)) }
      release(chunk.bytes.count)
    }
    _ = shutdown(target, Int32(SHUT_WR))
  }

  private func takeAll() -> [Chunk] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  private func release(_ count: Int) {
    let letsGo = state.withLock { state in
      state.byteCount -= count
      guard state.isReaderHeld, state.byteCount <= Self.limit else { return false }
      state.isReaderHeld = false
      return true
    }
    if letsGo { hasRoom.signal() }
  }

  /// False when the target is gone.
  private func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }
}
