import Foundation
import TestKit

/// What can be wrong between the settings and a server, and how it is put right.
enum MailboxTrouble: String, CaseIterable, Sendable {
  case wrongPassword
  case unreachableHost
  case badCertificate
  case missingFolder

  func apply(to mailbox: inout MailboxSettings, on dovecot: Dovecot, authorityFile: String) throws {
    switch self {
    case .wrongPassword: mailbox.password = "väärä"
    case .unreachableHost: mailbox.url = "imaps://localhost:\(try FreePort.next())"
    case .badCertificate:
      try copy(dovecot.certificates.unrelatedAuthority, to: authorityFile)
      mailbox.caFile = authorityFile
    case .missingFolder: mailbox.folder = "Laskut"
    }
  }

  /// What the line about it has to say.
  var words: [String] {
    switch self {
    case .wrongPassword: ["broken", "password"]
    case .unreachableHost: ["broken", "localhost", "url"]
    case .badCertificate: ["broken", "certificate", "caFile"]
    case .missingFolder: ["broken", "Laskut", "folder"]
    }
  }

  private func copy(_ source: String, to target: String) throws {
    try Data(contentsOf: URL(fileURLWithPath: source)).write(to: URL(fileURLWithPath: target))
  }
}
