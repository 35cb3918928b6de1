import Foundation
import TestKit

/// isync's mbsync, which downloads into a fresh Maildir and does nothing else.
struct MbsyncPeer: IntakePeer {
  /// Each mail is on the disk before the next step.
  private let fsyncs: Bool

  /// Fails where there is no mbsync.
  init(fsyncs: Bool) async throws {
    self.fsyncs = fsyncs
    try await Program.mustRun("mbsync", ["--version"])
  }

  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun {
    let file = "\(directory)/mbsyncrc"
    try settings(server, directory).write(toFile: file, atomically: false, encoding: .utf8)
    let (run, _) = try await MeasuredRun.measure("mbsync", ["--quiet", "--config", file, "all"])
    let mails = try ["new", "cur"].map { folder in
      try FileManager.default.contentsOfDirectory(atPath: "\(directory)/INBOX/\(folder)").count
    }.reduce(0, +)
    guard mails == contents.mails else { throw BenchFailure("mbsync wrote \(mails) mails") }
    return run
  }

  private func settings(_ server: IntakeServer, _ directory: String) -> String {
    """
    FSync \(fsyncs ? "yes" : "no")

    IMAPAccount server
    Host \(server.host)
    Port \(server.port)
    User \(server.user)
    PassCmd "cat \(server.passwordFile)"
    AuthMechs LOGIN
    SSLType \(server.isTLS ? "IMAPS" : "None")
    CertificateFile \(server.caFile)
    Timeout 60

    IMAPStore far
    Account server

    MaildirStore near
    Path \(directory)/
    Inbox \(directory)/INBOX

    Channel all
    Far :far:INBOX
    Near :near:INBOX
    Sync Pull New
    Create Near
    SyncState \(directory)/state-

    """
  }
}
