import Foundation
import MailTransport
import Records
import Store
import Synchronization
import System

/// The messages of a mailbox that are being read and filed, in a file of the spool: whichever stand
/// there when a run begins were under way when a process ended, and one of them may be why.
///
/// Kept under the mailbox's lock. The file is written into the system's memory only: the end of a
/// process leaves it there, and a power failure is no message's fault.
final class InProgressFile: Sendable {
  /// So many processes may end while a message is filed alone; then it is filed no more.
  static let mostEnds = 3
  /// The suspicion against its messages.
  static let suspicion = "a process ended while it was filed"

  private struct State {
    /// By message, how many processes ended while it was filed alone. Known from earlier runs.
    var suspects: [UID: Int] = [:]
    var underWay: Set<UID> = []
    /// The one of those that is filed alone.
    var alone: UID?
  }

  private let path: String
  private let descriptor: Int32
  private let folder: MailboxFolderID
  private let state: Mutex<State>

  /// Reads what an earlier process left of this folder. Blocks for a moment.
  init(mailbox: String, folder: MailboxFolderID, in directory: String) throws(SystemError) {
    path = "\(directory)/filing-\(MailboxFileName.digits(of: mailbox))"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    self.folder = folder
    guard descriptor >= 0 else {
      state = Mutex(State())
      throw SystemError(.last, "open the mark of what is filed", subject: path)
    }
    state = Mutex(State(suspects: Self.suspects(in: descriptor, of: folder)))
  }

  deinit { close(descriptor) }

  /// The messages that were under way when a process ended.
  var suspects: Set<UID> { state.withLock { Set($0.suspects.keys) } }

  /// How many processes ended while the message was filed alone; nil where none ended with it.
  func ends(with uid: UID) -> Int? { state.withLock { $0.suspects[uid] } }

  /// Of the suspects only these are of interest any more.
  func forgetSuspects(but uids: Set<UID>) throws(SystemError) {
    if suspects.isSubset(of: uids) { return }
    try change { $0.suspects = $0.suspects.filter { uids.contains($0.key) } }
  }

  /// To be called before any of their bytes is looked at.
  func begin(_ uids: some Sequence<UID>) throws(SystemError) {
    try change { $0.underWay.formUnion(uids) }
  }

  func begin(alone uid: UID) throws(SystemError) {
    try change {
      $0.underWay.insert(uid)
      $0.alone = uid
    }
  }

  /// They have their verdicts, or were refused in order.
  func end(_ uids: some Sequence<UID>) throws(SystemError) {
    try change { state in
      state.underWay.subtract(uids)
      for uid in uids { state.suspects[uid] = nil }
      state.alone = nil
    }
  }

  /// The run is over, however it ended: nothing is under way. Who was under suspicion stays so.
  func endAll() {
    state.withLock { state in
      guard !state.underWay.isEmpty else { return }
      state.underWay = []
      state.alone = nil
      // A mark that can't be written makes suspects for the next run, which costs time and no mail.
      _ = write(Self.text(of: state, folder))
    }
  }

  private func change(_ body: (inout State) -> Void) throws(SystemError) {
    let failure = state.withLock { state in
      body(&state)
      return write(Self.text(of: state, folder))
    }
    if let failure { throw failure }
  }

  // MARK: The file: a line a message, and one that ends it, behind which may be rests.

  private static let ending = "end"

  private static func text(of state: State, _ folder: MailboxFolderID) -> String {
    let uids = state.underWay.union(state.suspects.keys)
    guard !uids.isEmpty else { return ending + "\n" }
    let lines = uids.map { uid in
      let ends = state.suspects[uid] ?? 0
      return "\(folder.rawValue) \(uid.rawValue) \(ends) \(uid == state.alone ? "alone" : "-")\n"
    }
    return lines.joined() + ending + "\n"
  }

  private func write(_ text: String) -> SystemError? {
    let bytes = Array(text.utf8)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      return SystemError(
        errno == 0 ? ErrorNumber(code: ENOSPC) : .last, "mark what is filed", subject: path)
    }
    // Nobody reads the bytes behind the end: cutting them keeps the file small.
    _ = ftruncate(descriptor, off_t(bytes.count))
    return nil
  }

  private static func suspects(in descriptor: Int32, of folder: MailboxFolderID) -> [UID: Int] {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return [:] }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), 1 << 20))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    var suspects: [UID: Int] = [:]
    for line in String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    {
      if line == ending { break }
      let words = line.split(separator: " ")
      guard words.count == 4, Int64(words[0]) == folder.rawValue, let uid = UInt32(words[1]),
        let ends = Int(words[2])
      else { continue }
      suspects[UID(rawValue: uid)] = ends + (words[3] == "alone" ? 1 : 0)
    }
    return suspects
  }
}
