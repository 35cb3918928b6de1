import Glibc
import Synchronization

/// The memory in which groups of messages may wait, for all mailboxes of a process together. Where
/// it is used up, or a group is larger than a piece of it, a file has to do.
package final class SpoolMemory: Sendable {
  /// Bytes of one piece: as much as the messages of a group have, unless one alone has more.
  static let pieceSize = 8 << 20
  /// Enough for one mailbox that is read as fast as can be.
  private static let pieces = 4

  private let free = Mutex(SpoolMemory.pieces)

  package init() {}

  /// Nil when all is taken.
  func piece() -> Piece? {
    let isTaken = free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
    guard isTaken else { return nil }
    guard let piece = Piece(of: self) else {
      giveBack()
      return nil
    }
    return piece
  }

  private func giveBack() {
    free.withLock { $0 += 1 }
  }

  /// A piece of its own, which costs what has been written to it; given back to the system with the
  /// last reference.
  final class Piece: Sendable {
    nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let memory: SpoolMemory

    /// Nil when the system has none. Mapped rather than allocated, so that what an idle daemon does
    /// not need isn't kept for it.
    fileprivate init?(of memory: SpoolMemory) {
      let start = mmap(
        nil, SpoolMemory.pieceSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      guard let start, start != MAP_FAILED else { return nil }
      self.start = start
      self.memory = memory
    }

    deinit {
      munmap(start, SpoolMemory.pieceSize)
      memory.giveBack()
    }
  }
}
