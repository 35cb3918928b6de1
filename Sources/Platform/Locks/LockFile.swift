import Glibc

/// A file that processes lock in the order in which they ask, with the holder's process id in it.
///
/// Each who asks takes the next place of a queue, a byte of the file, locks it, and waits until
/// nobody is left at the places before. The kernel wakes the next one, and lets go of the places of
/// a process that ends, however it ends. A byte at the file's beginning is the door: places are
/// given behind it.
///
/// The locks belong to the open file (F_OFD_SETLK, fcntl(2)): to close another descriptor of the
/// file does not drop them.
package final class LockFile: Sendable {
  package enum Kind: Sendable {
    /// Beside others of its kind.
    case shared
    /// Alone.
    case exclusive
  }

  package let path: String
  /// The subject of errors.
  package let subject: String
  package let descriptor: Int32

  private init(_ descriptor: Int32, _ path: String, _ subject: String) {
    self.descriptor = descriptor
    self.path = path
    self.subject = subject
  }

  /// Opens the file, and makes it where there is none.
  package convenience init(_ path: String, subject: String) throws(SystemError) {
    self.init(try OwnFile.make(path, O_RDWR, "open the lock"), path, subject)
  }

  /// Nil when there is no such file.
  package static func existing(_ path: String, subject: String) throws(SystemError) -> LockFile? {
    try OwnFile.open(path, O_RDWR, "open the lock").map { LockFile($0, path, subject) }
  }

  deinit { close(descriptor) }

  /// Takes the lock when nobody who stands in the queue is in its way. With `insisting` it waits at
  /// the door, where nobody stays for longer than a few system calls.
  package func take(_ kind: Kind, insisting: Bool = true) throws(SystemError) -> Bool {
    guard try LockedBytes.lock(descriptor, .door, .exclusive, waiting: insisting, or: failure)
    else { return false }
    defer { LockedBytes.unlock(descriptor, .door) }
    let place = try nextPlace()
    let before = LockedBytes.places(before: place)
    if let before, try LockedBytes.conflict(descriptor, before, kind, or: failure) != nil {
      return false
    }
    _ = try LockedBytes.lock(descriptor, .place(place), kind, waiting: true, or: failure)
    sign(kind, place)
    return true
  }

  /// Takes a place in the queue and waits until it is its turn. Blocks without a limit.
  package func wait(_ kind: Kind) throws(SystemError) {
    let place = try enter(kind)
    if let before = LockedBytes.places(before: place) {
      // The one before first: whoever leaves the queue then wakes one other, not all.
      _ = try LockedBytes.lock(
        descriptor, .place(place - 1), kind, waiting: true, or: failure)
      _ = try LockedBytes.lock(descriptor, before, kind, waiting: true, or: failure)
    }
    sign(kind, place)
  }

  package func release() { LockedBytes.unlock(descriptor, .queue) }

  /// A process has the lock, or waits for it, so that `kind` would have to wait.
  package func isTaken(for kind: Kind) throws(SystemError) -> Bool {
    try LockedBytes.conflict(descriptor, .queue, kind, or: failure) != nil
  }

  /// The process that has the lock; nil when nobody has, or its id can't be read.
  package func holder(against kind: Kind) -> Int32? {
    guard let taken = LockedBytes.firstConflict(descriptor, kind) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.lineLength)
    let line = taken.isExclusive ? 0 : Self.line(of: taken.last)
    guard pread(descriptor, &bytes, bytes.count, off_t(line * Self.lineLength)) == bytes.count
    else { return nil }
    return Int32(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
  }

  /// The path still leads to the open file, which nobody has moved away or replaced.
  package var isInPlace: Bool { FileIdentity(descriptor) == FileIdentity(path) }

  // MARK: The queue

  private func enter(_ kind: Kind) throws(SystemError) -> Int64 {
    _ = try LockedBytes.lock(descriptor, .door, .exclusive, waiting: true, or: failure)
    defer { LockedBytes.unlock(descriptor, .door) }
    let place = try nextPlace()
    _ = try LockedBytes.lock(descriptor, .place(place), kind, waiting: true, or: failure)
    return place
  }

  /// The first place behind all that are taken.
  package func nextPlace() throws(SystemError) -> Int64 {
    var next = LockedBytes.firstPlace
    while let taken = try LockedBytes.conflict(
      descriptor, .queue(from: next), .exclusive, or: failure)
    {
      next = taken.last + 1
    }
    return next
  }

  private func failure(_ number: ErrorNumber) -> SystemError {
    SystemError(number, "lock \(path)", subject: subject)
  }

  // MARK: The holder's line

  /// Seven digits and the line's end.
  package static let lineLength = 8

  /// The first line is that of the process which has the lock alone; those who share it have the
  /// others, by their places.
  private static func line(of place: Int64) -> Int { 1 + Int(place % 31) }

  /// Written only where it is not there from the last time: a process that writes much is then no
  /// change of the file. Where it can't be written the lock holds all the same.
  private func sign(_ kind: Kind, _ place: Int64) {
    let digits = String(getpid())
    let text = String(repeating: " ", count: max(0, Self.lineLength - 1 - digits.utf8.count))
    let line = Array((text + digits + "\n").utf8)
    let offset = off_t((kind == .exclusive ? 0 : Self.line(of: place)) * Self.lineLength)
    var present = [UInt8](repeating: 0, count: line.count)
    if pread(descriptor, &present, present.count, offset) == line.count, present == line { return }
    _ = pwrite(descriptor, line, line.count, offset)
  }
}
