import Foundation
import Platform
import Synchronization

/// The page images and texts that were made, in files of a private directory, up to a size; those
/// that nobody has looked at for longest go first. Several processes may use one directory.
///
/// All of it can be made again: nothing is synced, a file that a crash has left half is not taken
/// for one, and an error is like an absence.
package final class PreviewCache: Sendable {
  /// Behind the bytes, so that the end of a file is seen to be there.
  private static let tail = Array("1PCM".utf8)
  /// A size that the disk rounds to.
  private static let block: Int64 = 4_096
  /// Seconds that a refusal counts which another hour may change.
  private static let shortLife: TimeInterval = 3_600
  private static let newPrefix = ".new-"

  private let directory: String
  private let size: Int64
  /// Bytes that this process has added since it looked at the whole.
  private let added: Atomic<Int64>
  private let count = Atomic<UInt64>(0)

  /// `size` is the most that the files hold together, in bytes; a little more for a moment. The
  /// directory is made where there is none.
  package init(in directory: String, size: Int64) throws(SystemError) {
    precondition(size > 0, "a cache has room")
    try PrivateDirectory.make(directory, subject: directory)
    (self.directory, self.size) = (directory, size)
    // A first look comes with the first file.
    added = Atomic(size)
  }

  /// The answer kept under the key, which counts as used now. Blocks.
  func answer(_ key: PreviewKey, now: Date) -> Result<PreviewAnswer, PreviewRefusal>? {
    guard let file = try? RegularFile(path(key.fileName)), file.size < Int64(Int32.max),
      let bytes = try? file.contents(atMost: Int(file.size)),
      let frame = AnswerFrame(Array(bytes.prefix(AnswerFrame.size)))
    else { return nil }
    let body = bytes.dropFirst(AnswerFrame.size)
    guard body.suffix(Self.tail.count) == Self.tail[...] else { return nil }
    if let refusal = frame.refusal {
      guard refusal.isLasting || now.timeIntervalSince(Self.change(of: file)) < Self.shortLife
      else { return nil }
      return .failure(refusal)
    }
    let isCount = key.wish == .pageCount
    guard isCount || Int(clamping: frame.number) == body.count - Self.tail.count else { return nil }
    futimens(file.descriptor, nil)
    return .success(PreviewAnswer(frame: frame, body: Array(body.dropLast(Self.tail.count))))
  }

  /// Keeps an answer, whole or not at all. Blocks.
  func keep(_ answer: Result<PreviewAnswer, PreviewRefusal>, _ key: PreviewKey) {
    let bytes: [UInt8]
    switch answer {
    case .success(let answer): bytes = answer.frame.bytes + answer.body + Self.tail
    case .failure(.unavailable): return
    case .failure(let refusal): bytes = AnswerFrame(refusal).bytes + Self.tail
    }
    guard Int64(bytes.count) <= size else { return }
    let number = count.add(1, ordering: .relaxed).newValue
    let new = path("\(Self.newPrefix)\(getpid())-\(number)")
    guard write(bytes, to: new), rename(new, path(key.fileName)) == 0 else {
      unlink(new)
      return
    }
    let total = added.add(Self.onDisk(Int64(bytes.count)), ordering: .relaxed).newValue
    // A sixteenth beyond the size at most, by each process.
    if total > size / 16 { sweep() }
  }

  /// The place of a store's cache.
  package static func directory(inStore store: String) -> String { store + "/previews" }

  /// Removes from a directory all that was made of files that are no more. Blocks.
  package static func forget(
    in directory: String, whereGone isGone: (Digest) -> Bool
  ) throws(SystemError) {
    guard OwnFile.isTaken(directory) else { return }
    var gone: [Digest: Bool] = [:]
    for name in try PrivateDirectory.names(in: directory, subject: directory) {
      guard let file = Digest(hexadecimal: name.prefix(2 * Digest.size)) else { continue }
      let isGone = gone[file] ?? isGone(file)
      gone[file] = isGone
      if isGone { unlink("\(directory)/\(name)") }
    }
  }

  private func path(_ name: String) -> String { "\(directory)/\(name)" }

  private func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    do throws(ErrorNumber) {
      try bytes.withBytes { buffer throws(ErrorNumber) in
        try DescriptorCalls.write(buffer, to: descriptor)
      }
      return true
    } catch {
      return false
    }
  }

  private static func change(of file: RegularFile) -> Date {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { return .distantPast }
    return Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
  }

  private static func onDisk(_ bytes: Int64) -> Int64 { (bytes + block - 1) / block * block }

  // MARK: Making room

  private struct Kept {
    let name: String
    let size: Int64
    let use: (Int, Int)
  }

  /// Removes what was not used for longest, until seven eighths of the size are left.
  private func sweep() {
    let name = LockName(subject: directory, use: "makes room in it")
    guard
      let lock = try? FileLock.acquireAtOnce(.exclusive, at: path("lock"), name),
      let names = try? PrivateDirectory.names(in: directory, subject: directory)
    else { return }
    defer { withExtendedLifetime(lock) {} }
    added.store(0, ordering: .relaxed)
    var kept = names.filter { $0 != "lock" }.compactMap(kept)
    var total = kept.reduce(0) { $0 + $1.size }
    guard total > size else { return }
    kept.sort { $0.use < $1.use }
    for file in kept where total > size / 8 * 7 {
      unlink(path(file.name))
      total -= file.size
    }
  }

  private func kept(_ name: String) -> Kept? {
    var status = stat()
    guard lstat(path(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Kept(
      name: name, size: Self.onDisk(Int64(status.st_size)),
      use: (status.st_mtim.tv_sec, status.st_mtim.tv_nsec))
  }
}
