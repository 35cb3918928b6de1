import Foundation
import TestKit

/// A private Dovecot with mailboxes, the ways to it, and a store with the companies that the mails
/// are for.
struct IntakeWorld {
  private static let companyCount = 10
  /// Its user has the mails of S once more, which are moved away and back.
  static let movingUser = "s-moving"

  let dovecot: Dovecot
  /// The store that every run of ours begins with a copy of.
  let store: String
  private let addresses: [String]
  private let passwordFile: String
  private let proxy: DelayingProxy
  private let installation: Minicrm

  /// - Parameter users: the server's, each with an empty mailbox.
  init(users: [String]) async throws {
    dovecot = try await Dovecot.start(users: users)
    proxy = try DelayingProxy(to: UInt16(dovecot.imapPort), delay: .milliseconds(10))
    passwordFile = try dovecot.directory.write(Dovecot.password + "\n", to: "password", mode: 0o600)
    installation = try Minicrm(MailboxSettings(of: dovecot, security: .plain))
    store = installation.storeDirectory
    var addresses: [String] = []
    for number in 1...Self.companyCount {
      addresses.append(try await installation.addCompany("yritys-\(number)").address)
    }
    self.addresses = addresses
  }

  /// Mails of that kind, for the companies in turn.
  func writer(_ mailbox: IntakeMailbox) -> IntakeMailWriter {
    IntakeMailWriter(mailbox, to: addresses)
  }

  /// Puts the next `count` mails where the server looks for them.
  func fill(_ user: String, _ count: Int, from writer: inout IntakeMailWriter) throws {
    let end = writer.contents.mails + count
    while writer.contents.mails < end {
      var batch: [[UInt8]] = []
      var bytes = 0
      while writer.contents.mails < end, bytes < 64_000_000 {
        let mail = writer.next()
        bytes += mail.count
        batch.append(mail)
      }
      try dovecot.deliver(batch, user: user)
    }
  }

  func server(_ link: IntakeLink, user: String) -> IntakeServer {
    let port =
      switch link {
      case .plain: dovecot.imapPort
      case .tls: dovecot.imapsPort
      case .delayed: Int(proxy.port)
      }
    return IntakeServer(
      port: port, isTLS: link == .tls, user: user, passwordFile: passwordFile,
      caFile: dovecot.certificates.authority)
  }

  /// Moves mails back to where they came from.
  func moveBack() async throws {
    let user = Self.movingUser
    try await dovecot.doveadm("move", "-u", user, "INBOX", "mailbox", "Processed", "all")
  }
}
