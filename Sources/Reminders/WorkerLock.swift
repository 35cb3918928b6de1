import Foundation
import Platform

/// The sign that a reminder worker is at work: a locked file in the spool, named after it. The
/// kernel lets go of the lock when the worker's process ends, however it ends; whoever finds it
/// free knows that nobody goes on with what the worker had claimed.
final class WorkerLock: Sendable {
  private static let prefix = "worker-"

  let worker: String
  private let path: String
  private let lock: FileLock

  private init(worker: String, path: String, lock: FileLock) {
    self.worker = worker
    self.path = path
    self.lock = lock
  }

  /// `worker` is a UUID that no other worker ever had.
  static func acquire(_ worker: String, in directory: String) async throws -> WorkerLock {
    while true {
      if let lock = try take(worker, in: directory, making: true) { return lock }
      // Another process found the new file before it was locked, and is about to remove it.
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The locks of workers that ended before they removed theirs, held until they are removed or
  /// dropped; and the names of the workers that live.
  static func survey(_ directory: String) throws -> (abandoned: [WorkerLock], living: Set<String>) {
    var (abandoned, living): ([WorkerLock], Set<String>) = ([], [])
    for name in try FileManager.default.contentsOfDirectory(atPath: directory)
    where name.hasPrefix(prefix) {
      let worker = String(name.dropFirst(prefix.count))
      guard UUID(uuidString: worker) != nil else { continue }
      if let lock = try take(worker, in: directory) {
        abandoned.append(lock)
      } else {
        living.insert(worker)
      }
    }
    return (abandoned, living)
  }

  /// Nothing that was claimed under the name is left. Only who holds the lock may remove its file.
  func remove() {
    // One that stays is found abandoned, with nothing to give back.
    unlink(path)
  }

  /// Nil when it is another's, or was removed.
  private static func take(
    _ worker: String, in directory: String, making: Bool = false
  ) throws -> WorkerLock? {
    let path = "\(directory)/\(prefix)\(worker)"
    let name = LockName(subject: path, use: "works under that name")
    guard let lock = try FileLock.acquireAtOnce(at: path, name, making: making),
      // A file that was removed between the opening and the locking says nothing of its worker.
      lock.isInPlace
    else { return nil }
    return WorkerLock(worker: worker, path: path, lock: lock)
  }
}
