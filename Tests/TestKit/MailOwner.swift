import Foundation

/// The system user that a private server's mail belongs to, and the settings that follow from it.
struct MailOwner: Sendable {
  let name: String
  let user: uid_t
  let group: gid_t
  /// The settings that a Dovecot needs which isn't started by root.
  let settings: String

  var fields: String { "uid=\(user) gid=\(group)" }

  static var current: MailOwner {
    guard getuid() != 0 else {
      let mail = getpwnam("mail")?.pointee
      return MailOwner(
        name: "mail", user: mail?.pw_uid ?? 8, group: mail?.pw_gid ?? 8, settings: "")
    }
    let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
    let group = getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) } ?? "\(getgid())"
    let unconfined = ["anvil", "imap-login", "stats"].map { "service \($0) {\n  chroot =\n}" }
    let identity = [
      "default_internal_user = \(name)", "default_internal_group = \(group)",
      "default_login_user = \(name)",
    ]
    return MailOwner(
      name: name, user: getuid(), group: getgid(),
      settings: (identity + unconfined).joined(separator: "\n"))
  }

  /// Makes it the owner of a file or of a folder and all inside; only root has to.
  func takeOver(_ path: String) throws {
    guard getuid() == 0 else { return }
    let inside = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
    for path in [path] + inside.compactMap({ $0 as? String }).map({ "\(path)/\($0)" }) {
      guard chown(path, user, group) == 0 else {
        throw TestKitError("\(path): \(lastSystemError())")
      }
    }
  }
}
