import Glibc

/// A lock on a directory itself, as long as it lives: other programs take the same (flock(1)), and
/// it can be had where nothing can be written. The kernel lets go of it when the process ends,
/// however it ends.
package final class DirectoryLock: Sendable {
  /// Open from the beginning, so that `sync` reports what failed to be written since.
  private let descriptor: Int32
  private let path: String
  private let subject: String

  private init(_ path: String, _ subject: String) throws(SystemError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    self.path = path
    self.subject = subject
    guard descriptor >= 0 else {
      throw SystemError(.last, "open \(path)", subject: subject)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Waits until it is free. Throws `busy`, with the holder's process id, when patience is at an
  /// end. `use` is what the holder does. Blocks.
  package static func acquire(
    _ kind: LockFile.Kind, on path: String, subject: String, use: String, _ patience: Patience
  ) throws(SystemError) -> DirectoryLock {
    let lock = try DirectoryLock(path, subject)
    if try lock.take(kind, LOCK_NB) { return lock }
    let name = LockName(subject: subject, use: use)
    let wait = LockWait { () throws(SystemError) in _ = try lock.take(kind, 0) }
    switch wait.end(patience, { name.waiting(for: lock.holder) }) {
    case .taken: return lock
    case .failed(let error): throw error
    case .abandoned: throw name.busy(lock.holder, patience)
    }
  }

  /// Makes durable everything that was written to the directory's file system.
  package func syncFileSystem() throws(SystemError) {
    guard LinuxCalls.syncFileSystem(of: descriptor) == 0 else {
      throw SystemError(.last, "sync", subject: subject)
    }
  }

  private func take(_ kind: LockFile.Kind, _ flags: Int32) throws(SystemError) -> Bool {
    let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | flags
    do throws(ErrorNumber) {
      _ = try DescriptorCalls.uninterrupted { flock(descriptor, operation) }
      return true
    } catch {
      if error.code == EWOULDBLOCK { return false }
      throw SystemError(error, "lock \(path)", subject: subject)
    }
  }

  /// The kernel's list knows it (proc_locks(5)): there is nowhere to write it down.
  private var holder: Int32? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, let list = fopen("/proc/locks", "re") else { return nil }
    defer { fclose(list) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, list) > 0, let text = line.map({ String(cString: $0) }) {
      // 3: FLOCK  ADVISORY  WRITE 4242 08:01:1234 0 EOF
      let fields = text.split(separator: " ")
      if fields.count > 5, fields[1] == "FLOCK",
        fields[5].split(separator: ":").last == "\(status.st_ino)"
      {
        return Int32(fields[4])
      }
    }
    return nil
  }
}
