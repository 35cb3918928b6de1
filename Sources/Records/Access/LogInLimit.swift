import Foundation
import Platform

/// The limits of failed log-ins. What is counted is known by digests: nobody's address is kept.
package struct LogInLimit: Sendable, Hashable {
  /// In seconds.
  package static let period: TimeInterval = 3_600

  /// The person or the place whose attempts are counted.
  package let subject: Digest
  /// Failed attempts within the period, beyond which none is let through.
  package let most: Int

  /// Attempts on an address, whether somebody has it or not.
  package static func person(_ emailKey: String) -> LogInLimit {
    LogInLimit(subject: Digest(of: "person \(emailKey)"), most: 10)
  }

  /// Attempts on an address from a browser that has logged in with it before: others' attempts
  /// don't lock its owner out.
  package static func browser(_ browser: SecretToken, _ emailKey: String) -> LogInLimit {
    LogInLimit(subject: Digest(of: "browser \(browser.digest.hexadecimal) \(emailKey)"), most: 10)
  }

  /// Attempts from a network address, or from the /64 network that it is of, which one host has.
  package static func peer(_ address: String) -> LogInLimit {
    LogInLimit(subject: Digest(of: "peer \(network(of: address))"), most: 50)
  }

  /// Links to an address whose password was forgotten: nobody's mailbox is to be filled.
  package static func renewal(_ emailKey: String) -> LogInLimit {
    LogInLimit(subject: Digest(of: "renewal \(emailKey)"), most: 5)
  }

  private static func network(of address: String) -> String {
    guard address.contains(":") else { return address }
    let halves = address.split(separator: "%")[0].components(separatedBy: "::")
    var groups = halves[0].split(separator: ":").map(String.init)
    if halves.count > 1 {
      let behind = halves[1].split(separator: ":").count
      groups += Array(repeating: "0", count: max(0, 8 - groups.count - behind))
      groups += halves[1].split(separator: ":").map(String.init)
    }
    return groups.prefix(4).joined(separator: ":")
  }
}
