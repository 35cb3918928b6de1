import Foundation
import TestKit

/// An installation whose pages are served on loopback, with an admin.
struct PageInstance {
  static let password = "pitkä ja hyvä"

  let minicrm: Minicrm
  let origin: String
  let daemon: ChildProcess
  /// The server that the company's mail comes to, and `minicrm ingest`, which takes it from there;
  /// nil where mails are added by a command.
  private let intake: (dovecot: Dovecot, daemon: ChildProcess)?
  /// The address of the company that mail is forwarded to.
  let address: String

  init(onMailServer hasServer: Bool = false) async throws {
    let dovecot = hasServer ? try await Dovecot.start() : nil
    minicrm = try dovecot.map { try Minicrm(MailboxSettings(of: $0)) } ?? Minicrm()
    let (origin, port) = try minicrm.servePagesOnLoopback()
    self.origin = origin
    _ = try await minicrm.addCompany()
    let printed = try await minicrm.mustRun(["company", "address", "acme"])
    address = String(decoding: printed, as: UTF8.self).filter { !$0.isWhitespace }
    _ = try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti Meikäläinen", "--email",
      "matti@acme.example", "--role", "admin",
    ])
    let minicrm = minicrm
    intake = try dovecot.map { ($0, try minicrm.start(["ingest"])) }
    daemon = try minicrm.start(["web"])
    let daemon = daemon
    guard try await eventually({ daemon.hasEnded || acceptsConnections(port: port) }),
      !daemon.hasEnded
    else { throw TestKitError("no pages: \(daemon.standardError)") }
  }

  /// The link of a new invitation.
  func invitation(of person: Int = 1) async throws -> String {
    struct Link: Decodable { let url: String }
    let printed = try await minicrm.mustRun(["person", "invite", "\(person)", "--print", "--json"])
    return try JSONDecoder().decode(Link.self, from: printed).url
  }

  /// A forwarded mail that comes.
  func receive(_ mail: SampleMail) async throws {
    if let intake { return try intake.dovecot.deliver(mail.bytes) }
    let file = minicrm.directory.path("\(UUID().uuidString).eml")
    try Data(mail.bytes).write(to: URL(fileURLWithPath: file))
    _ = try await minicrm.mustRun(["mail", "add", file, "--to", address])
  }

  /// Logs the browser in by a new invitation.
  func logIn(_ browser: WebDriver) async throws {
    try await browser.go(try await invitation())
    try await browser.type(Self.password + "\u{E007}", into: "#password")
    guard try await eventually({ try await browser.address.contains("/acme/documents") }) else {
      throw TestKitError("no log-in: \(try await browser.source)")
    }
  }

  func end() async throws {
    for daemon in [daemon] + [intake?.daemon].compactMap(\.self) {
      daemon.signal(SIGTERM)
      _ = try await daemon.end()
    }
  }
}
