import Foundation

extension Dovecot {
  /// Puts mails into a folder as another server's delivery agent would, in one go: thousands take
  /// about a second. They get ascending UIDs in this order. The folder exists or is INBOX.
  package func deliver(
    _ mails: [[UInt8]], to folder: String = "INBOX", user: String? = nil
  ) throws {
    let maildir = maildir(of: folder, user: user)
    let owner = MailOwner.current
    let arrival = Date().timeIntervalSince1970
    let (seconds, fraction) = (Int(arrival), Int(arrival.truncatingRemainder(dividingBy: 1) * 1e6))
    let unique = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    for (index, mail) in mails.enumerated() {
      let digits = String(fraction * 1_000_000 + index)
      let number = String(repeating: "0", count: 12 - digits.count) + digits
      let name = "\(seconds).M\(number)_\(unique).testkit"
      try Data(mail).write(to: URL(fileURLWithPath: "\(maildir)/tmp/\(name)"))
      try owner.takeOver("\(maildir)/tmp/\(name)")
      guard rename("\(maildir)/tmp/\(name)", "\(maildir)/new/\(name)") == 0 else {
        throw TestKitError("delivery of \(name): \(lastSystemError())")
      }
    }
  }

  package func deliver(_ mail: [UInt8], to folder: String = "INBOX", user: String? = nil) throws {
    try deliver([mail], to: folder, user: user)
  }

  /// Puts a mail that is a file on the same disk into INBOX; the file goes away.
  package func deliver(file: String) throws {
    let name = "\(Int(Date().timeIntervalSince1970)).\(UInt32.random(in: 0...UInt32.max)).testkit"
    try MailOwner.current.takeOver(file)
    guard rename(file, "\(maildir())/new/\(name)") == 0 else {
      throw TestKitError("delivery of \(file): \(lastSystemError())")
    }
  }

  /// The mails in a folder as they are stored, oldest first; none when there is no such folder.
  package func mails(in folder: String = "INBOX", user: String? = nil) throws -> [[UInt8]] {
    try mailFiles(in: folder, user: user).map { path in
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw TestKitError("\(path) went away")
      }
      return [UInt8](bytes)
    }
  }

  /// The number of mails in a folder.
  package func count(in folder: String = "INBOX", user: String? = nil) -> Int {
    mailFiles(in: folder, user: user).count
  }

  /// The first `Subject` line of each mail of a folder, sorted.
  package func subjects(in folder: String = "INBOX", user: String? = nil) throws -> [String] {
    try mails(in: folder, user: user).map { mail in
      let header = String(decoding: mail.prefix(4_096), as: UTF8.self)
      let line = header.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Subject: ") }
      return String(line?.dropFirst(9) ?? "")
    }.sorted()
  }

  private func mailFiles(in folder: String, user: String?) -> [String] {
    let maildir = maildir(of: folder, user: user)
    let files = ["cur", "new"].flatMap { part in
      let names = FileManager.default.enumerator(atPath: "\(maildir)/\(part)")?.allObjects ?? []
      return names.compactMap { $0 as? String }.map { (name: $0, path: "\(maildir)/\(part)/\($0)") }
    }
    return files.sorted { $0.name < $1.name }.map(\.path)
  }

  /// Gives a folder a new UIDVALIDITY and its mails new UIDs, as after a restore from a backup:
  /// what Dovecot remembers about the folder is thrown away. No session should have it open.
  package func changeUIDValidity(of folder: String = "INBOX", user: String? = nil) throws {
    let maildir = maildir(of: folder, user: user)
    let memory = try FileManager.default.contentsOfDirectory(atPath: maildir)
      .filter { $0 == "dovecot-uidlist" || $0.hasPrefix("dovecot.index") }
    for name in memory {
      try FileManager.default.removeItem(atPath: "\(maildir)/\(name)")
    }
  }

  /// Gives a folder that UIDVALIDITY, as if chance had done it.
  package func setUIDValidity(
    _ value: UInt32, of folder: String = "INBOX", user: String? = nil
  ) async throws {
    try await doveadm(
      "mailbox", "update", "-u", user ?? users[0], "--uid-validity", String(value), folder)
  }

  /// Makes every move into a folder fail, or lets them succeed again.
  package func lock(folder: String, _ isLocked: Bool = true, user: String? = nil) throws {
    for part in ["cur", "new", "tmp"] {
      let path = "\(maildir(of: folder, user: user))/\(part)"
      guard chmod(path, isLocked ? 0o500 : 0o700) == 0 else {
        throw TestKitError("\(path): \(lastSystemError())")
      }
    }
  }

  /// `STATUS` of a folder, by the server's own word.
  package func status(
    of folder: String = "INBOX", user: String? = nil
  ) async throws -> (uidValidity: UInt32, uidNext: UInt32, messages: Int) {
    let text = try await doveadm(
      "-f", "tab", "mailbox", "status", "-u", user ?? users[0], "uidvalidity uidnext messages",
      folder)
    let values = text.split(separator: "\n").last?.split(separator: "\t").compactMap { UInt32($0) }
    guard let values, values.count == 3 else { throw TestKitError("doveadm said: \(text)") }
    let names = text.split(separator: "\n").first?.split(separator: "\t").map(String.init) ?? []
    let table = Dictionary(zip(names.suffix(3), values)) { $1 }
    guard let validity = table["uidvalidity"], let next = table["uidnext"],
      let messages = table["messages"]
    else { throw TestKitError("doveadm said: \(text)") }
    return (validity, next, Int(messages))
  }
}
