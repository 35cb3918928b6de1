import Glibc
import Platform
import Store

/// Another process has the database open, so that its schema can't be changed now.
struct UpgradeHindered: Error {
  let process: Int32
  let subject: String

  /// Waits for the end of the process. Throws `busy`, with its id, when patience is at an end.
  /// Blocks.
  func awaitEnd(_ patience: Patience) throws {
    guard let end = try ProcessEnd(of: process, subject: subject) else { return }
    let name = LockName(
      subject: subject, use: "has it open, and its schema is changed beside no other program")
    // An operator who starts a daemon has to know at once.
    patience.tell(name.waiting(for: process))
    let hasEnded = patience.lasts({ name.waiting(for: process) }) { end.wait($0) }
    guard !hasEnded else { return }
    throw StoreError(
      kind: .busy, subject: subject,
      cause: "process \(process) has it open, and its schema is changed beside no other program",
      suggestion: "stop that one (ps \(process); systemctl stop minicrm.target) and try again; "
        + "nothing was changed")
  }
}
