import Glibc

/// A lock of processes against each other, as long as it lives. Those who wait get it in the order
/// in which they came; the holder's process id is in the file.
package final class FileLock: Sendable {
  private let file: LockFile

  private init(_ file: LockFile) { self.file = file }

  deinit { file.release() }

  /// The path that the lock was taken at still leads to its file, which nobody has removed.
  package var isInPlace: Bool { file.isInPlace }

  /// Waits until it is free. Throws `busy`, with the holder's process id, when patience is at an
  /// end. Blocks.
  package static func acquire(
    _ kind: LockFile.Kind, at path: String, _ name: LockName, _ patience: Patience
  ) throws(SystemError) -> FileLock {
    let file = try LockFile(path, subject: name.subject)
    if try file.take(kind, insisting: false) { return FileLock(file) }
    let wait = LockWait { () throws(SystemError) in try file.wait(kind) }
    return try taken(kind, file, wait, name, patience)
  }

  /// The same alone, without blocking; a cancelled task waits no longer.
  package static func acquire(
    at path: String, _ name: LockName, _ patience: Patience
  ) async throws -> FileLock {
    let file = try LockFile(path, subject: name.subject)
    if try file.take(.exclusive, insisting: false) { return FileLock(file) }
    let wait = LockWait { () throws(SystemError) in try file.wait(.exclusive) }
    return try await withTaskCancellationHandler {
      let result: Result<FileLock, any Error> = await BlockingWork.result("minicrm.lock") {
        try taken(.exclusive, file, wait, name, patience)
      }
      try Task.checkCancellation()
      return try result.get()
    } onCancel: {
      wait.abandon()
    }
  }

  /// Nil when another has it.
  package static func acquireAtOnce(
    _ kind: LockFile.Kind, at path: String, _ name: LockName
  ) throws(SystemError) -> FileLock? {
    let file = try LockFile(path, subject: name.subject)
    return try file.take(kind) ? FileLock(file) : nil
  }

  /// Alone; nil when another has it. Where there is no such file it is made unless that is not
  /// wished; then nil too.
  package static func acquireAtOnce(
    at path: String, _ name: LockName, making: Bool = true
  ) throws(SystemError) -> FileLock? {
    if making { return try acquireAtOnce(.exclusive, at: path, name) }
    guard let file = try LockFile.existing(path, subject: name.subject) else { return nil }
    return try file.take(.exclusive) ? FileLock(file) : nil
  }

  /// Somebody holds the lock. Takes nothing, so that the process that asks is never taken for a
  /// holder.
  package static func isHeld(at path: String, subject: String) throws(SystemError) -> Bool {
    try LockFile.existing(path, subject: subject)?.isTaken(for: .exclusive) ?? false
  }

  private static func taken(
    _ kind: LockFile.Kind, _ file: LockFile, _ wait: LockWait, _ name: LockName,
    _ patience: Patience
  ) throws(SystemError) -> FileLock {
    switch wait.end(patience, { name.waiting(for: file.holder(against: kind)) }) {
    case .taken: return FileLock(file)
    case .failed(let error): throw error
    case .abandoned: throw name.busy(file.holder(against: kind), patience)
    }
  }
}
