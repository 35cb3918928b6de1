/// The name of a lock, where people hear of it.
package struct LockName: Sendable {
  /// The owner of the lock: `store /var/lib/minicrm`.
  package let subject: String
  /// The holder's work: `writes to it`.
  package let use: String

  package init(subject: String, use: String) {
    self.subject = subject
    self.use = use
  }

  package func waiting(for holder: Int32?) -> String {
    "\(subject): waiting for \(Self.process(holder)), which \(use)"
  }

  /// Patience is at an end.
  package func busy(_ holder: Int32?, _ patience: Patience) -> SystemError {
    let after = patience.limit.map { " after \($0.formattedSeconds)" } ?? ""
    return SystemError(
      kind: .busy, subject: subject, cause: "\(Self.process(holder)) still \(use)\(after)",
      suggestion: "see what it does\(holder.map { " (ps \($0))" } ?? ""), end it if it hangs, and "
        + "try again; nothing was changed")
  }

  package static func process(_ id: Int32?) -> String {
    id.map { "process \($0)" } ?? "another process"
  }
}

extension Duration {
  /// `30 s`, `0.2 s`.
  fileprivate var formattedSeconds: String {
    let tenths = (self / .milliseconds(100)).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths)) s" : "\(tenths) s"
  }
}
