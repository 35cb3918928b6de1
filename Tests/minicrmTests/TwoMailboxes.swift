import Foundation
import TestKit

/// Two mailboxes on one server with a mail in each; one of them, `broken`, has a trouble.
struct TwoMailboxes {
  let dovecot: Dovecot
  let minicrm: Minicrm
  private let trouble: MailboxTrouble
  private let mail: [UInt8]

  init(_ trouble: MailboxTrouble) async throws {
    self.trouble = trouble
    dovecot = try await Dovecot.start(users: ["broken", "sound"])
    let sound = MailboxSettings(of: dovecot, user: "sound")
    var broken = MailboxSettings(of: dovecot, user: "broken")
    try trouble.apply(
      to: &broken, on: dovecot, authorityFile: dovecot.directory.path("settings-ca.pem"))
    minicrm = try Minicrm(broken, sound)
    let address = try await minicrm.addCompany().address
    try dovecot.deliver(
      SampleMail(to: address, subject: "sound").attaching(.pdf("sound.pdf")).bytes, user: "sound")
    mail = SampleMail(to: address, subject: "broken").attaching(.pdf("broken.pdf")).bytes
    if trouble != .missingFolder { try dovecot.deliver(mail, user: "broken") }
  }

  /// Writes settings in which nothing is wrong, but for the folder, which is made instead.
  func repairSettings() throws {
    var broken = MailboxSettings(of: dovecot, user: "broken")
    if trouble == .missingFolder { broken.folder = "Laskut" }
    try minicrm.configure([broken, MailboxSettings(of: dovecot, user: "sound")])
  }

  func repairPassword() throws {
    try minicrm.directory.write(Dovecot.password + "\n", to: "password-broken", mode: 0o600)
  }

  func repairCertificate() throws {
    let authority = try Data(contentsOf: URL(fileURLWithPath: dovecot.certificates.authority))
    try dovecot.directory.write(authority, to: "settings-ca.pem")
  }

  func makeMissingFolder() async throws {
    try await dovecot.makeFolder("Laskut", user: "broken")
    try dovecot.deliver(mail, to: "Laskut", user: "broken")
  }
}
