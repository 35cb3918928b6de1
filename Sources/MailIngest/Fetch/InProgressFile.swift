import Foundation
import MailTransport
import Platform
import Records
import Store
import Synchronization

/// The messages of a mailbox that are being read and filed, in a file of the spool: whichever stand
/// there when a run begins were under way when a process ended, and one of them may be why.
///
/// Kept under the mailbox's lock. The file is written into the system's memory only: the end of a
/// process leaves it there, and a power failure is no message's fault.
final class InProgressFile: Sendable {
  /// So many processes may end while a message is filed alone; then it is filed no more.
  static let mostEnds = 3
  /// The suspicion against its messages.
  static let suspicion = MailReason.endedProcesses(1)

  private let path: String
  private let descriptor: Int32
  private let folder: MailboxFolderID
  private let mails: Mutex<InProgressMails>

  /// Reads what an earlier process left of this folder. Blocks for a moment.
  init(mailbox: String, folder: MailboxFolderID, in directory: String) throws(SystemError) {
    path = "\(directory)/filing-\(MailboxFileName.digits(of: mailbox))"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    self.folder = folder
    guard descriptor >= 0 else {
      mails = Mutex(InProgressMails())
      throw SystemError(.last, "open the mark of what is filed", subject: path)
    }
    mails = Mutex(InProgressMails(leftIn: Self.text(in: descriptor), of: folder))
  }

  deinit { close(descriptor) }

  /// The messages that were under way when a process ended, and by each how many processes ended
  /// while it was filed alone.
  var ends: [UID: Int] { mails.withLock { $0.ends } }

  /// Forgets all suspects but these.
  func forgetSuspects(but uids: Set<UID>) throws(SystemError) {
    if uids.isSuperset(of: ends.keys) { return }
    try change { $0.forgetSuspects(but: uids) }
  }

  /// To be called before any of their bytes is looked at.
  func begin(_ uids: some Sequence<UID>) throws(SystemError) {
    try change { $0.begin(uids) }
  }

  func begin(alone uid: UID) throws(SystemError) {
    try change { $0.begin(alone: uid) }
  }

  /// The messages have their verdicts, or were refused in order.
  func end(_ uids: some Sequence<UID>) throws(SystemError) {
    try change { $0.end(uids) }
  }

  /// The run is over, however it ended: nothing is under way.
  func endAll() {
    mails.withLock { mails in
      guard !mails.underWay.isEmpty else { return }
      mails.endAll()
      // A mark that can't be written makes suspects for the next run, which costs time and no mail.
      _ = write(mails.text(of: folder))
    }
  }

  private func change(_ body: (inout InProgressMails) -> Void) throws(SystemError) {
    let failure = mails.withLock { mails in
      body(&mails)
      return write(mails.text(of: folder))
    }
    if let failure { throw failure }
  }

  private func write(_ text: String) -> SystemError? {
    let bytes = Array(text.utf8)
    do throws(ErrorNumber) {
      // The closure can't throw typed errors through withUnsafeBytes, hence the Result.
      try bytes.withUnsafeBytes { bytes in
        Result { () throws(ErrorNumber) in
          try DescriptorCalls.write(bytes, to: descriptor, at: 0)
        }
      }.get()
    } catch {
      return SystemError(error, "mark what is filed", subject: path)
    }
    // Nobody reads the bytes behind the end: cutting them keeps the file small.
    _ = ftruncate(descriptor, off_t(bytes.count))
    return nil
  }

  private static func text(in descriptor: Int32) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), 1 << 20))
    let count = (try? DescriptorCalls.read(descriptor, into: &bytes, at: 0)) ?? 0
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
