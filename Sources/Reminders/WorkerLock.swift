import Foundation
import Store

/// The sign that a reminder worker is at work: a locked file in the spool, named after it. The
/// kernel lets go of the lock when the worker's process ends, however it ends; whoever finds it
/// free knows that nobody goes on with what the worker had claimed.
final class WorkerLock: Sendable {
  private static let prefix = "worker-"

  let worker: String
  private let path: String
  private let descriptor: Int32

  private init(worker: String, path: String, descriptor: Int32) {
    self.worker = worker
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// `worker` is a UUID that no other worker ever had.
  static func acquire(_ worker: String, in directory: String) async throws -> WorkerLock {
    while true {
      if let lock = try take(worker, in: directory, O_CREAT) { return lock }
      // Another process found the new file before it was locked, and is about to remove it.
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The locks of workers that ended before they removed theirs; they are held until they are
  /// removed or dropped.
  static func abandoned(in directory: String) throws -> [WorkerLock] {
    try FileManager.default.contentsOfDirectory(atPath: directory)
      .filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .filter { UUID(uuidString: $0) != nil }
      .compactMap { try take($0, in: directory) }
  }

  /// Nothing that was claimed under the name is left. Only who holds the lock may remove its file.
  func remove() {
    // One that stays is found abandoned, with nothing to give back.
    unlink(path)
  }

  /// Nil when it is another's, or was removed.
  private static func take(
    _ worker: String, in directory: String, _ flags: Int32 = 0
  ) throws -> WorkerLock? {
    let path = "\(directory)/\(prefix)\(worker)"
    guard let descriptor = try OwnFile.open(path, O_RDWR | flags, "open the worker's lock") else {
      return nil
    }
    let lock = WorkerLock(worker: worker, path: path, descriptor: descriptor)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if errno == EWOULDBLOCK || errno == EINTR { return nil }
      throw StoreError.system(errno, "lock the worker's lock", subject: path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw StoreError.system(errno, "look at the worker's lock", subject: path)
    }
    // A file that was removed between the opening and the locking says nothing of its worker.
    return status.st_nlink > 0 ? lock : nil
  }
}
