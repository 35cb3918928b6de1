import Foundation
import TestKit
import Testing

/// Secrets as systemd hands them over.
@Suite struct CredentialTests {
  @Test(arguments: ["imap", "minicrm_imap"])
  func `a credential is found by itself, and in the directory that our units hand over`(
    file: String
  ) async throws {
    let place = try await Place()
    try place.credentials.write(Dovecot.password + "\n", to: file, mode: 0o400)
    let run = try await place.ingestOnce()
    #expect(run.succeeded, "\(run.errors)")
  }

  @Test func `a credential that is missing is named, with what to do`() async throws {
    let run = try await Place().ingestOnce()
    #expect(run.code == 1)
    #expect(run.errors.contains("credential imap"), "\(run.errors)")
    #expect(run.errors.contains("/etc/minicrm/credentials/imap and restart"), "\(run.errors)")
  }
}

/// A mailbox whose password is the credential `imap`.
private struct Place {
  let credentials: TemporaryDirectory
  private let dovecot: Dovecot
  private let minicrm: Minicrm

  init() async throws {
    credentials = try TemporaryDirectory(named: "minicrm-credentials")
    dovecot = try await Dovecot.start()
    minicrm = try Minicrm(MailboxSettings(of: dovecot))
    let text = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    try minicrm.directory.write(
      text.replacing(/\{ file: \S+ \}/, with: "{ credential: imap }"), to: "minicrm.yaml")
  }

  func ingestOnce() async throws -> Program.Run {
    try await Program.run(
      Minicrm.executable, ["ingest", "--once", "--config", minicrm.settingsFile],
      environment: ["CREDENTIALS_DIRECTORY": credentials.path])
  }
}
