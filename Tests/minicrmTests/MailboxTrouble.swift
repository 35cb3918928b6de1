import Foundation
import TestKit

/// A trouble between the settings and a server, and the way to put it right.
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

  /// The words that a line about the trouble holds.
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
