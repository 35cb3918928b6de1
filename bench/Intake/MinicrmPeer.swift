import Foundation
import GRDB
import TestKit

/// The product as it is shipped: `minicrm ingest --once` on a copy of the store with the companies.
struct MinicrmPeer: IntakePeer {
  let world: IntakeWorld
  /// Whether mails go to `Processed` once they are filed; else they stay (`after: keep`).
  let moves: Bool

  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun {
    let store = "\(directory)/store"
    try FileManager.default.copyItem(atPath: world.store, toPath: store)
    let installation = try Minicrm(settings(server), store: store)
    defer { withExtendedLifetime(installation) {} }
    let (run, _) = try await MeasuredRun.measure(
      Minicrm.executable, ["ingest", "--once", "--config", installation.settingsFile])
    try check(store, contents)
    if moves { try await moveBack(contents, server) }
    return run
  }

  private func settings(_ server: IntakeServer) -> MailboxSettings {
    var settings = MailboxSettings(
      of: world.dovecot, user: server.user, security: server.isTLS ? .implicitTLS : .plain)
    settings.url = "\(server.isTLS ? "imaps" : "imap")://\(server.host):\(server.port)"
    settings.filed = moves ? "move:Processed" : "keep"
    settings.other = "keep"
    settings.timeout = "60s"
    return settings
  }

  /// Every attachment is a document, with all its bytes.
  private func check(_ store: String, _ contents: IntakeContents) throws {
    let queue = try DatabaseQueue(path: "\(store)/minicrm.sqlite")
    let row = try queue.read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) AS documents, sum(blob.size) AS bytes
          FROM document JOIN blob ON blob.sha256 = document.sha256
          """)
    }
    guard row?["documents"] == contents.attachments, row?["bytes"] == contents.attachmentBytes
    else { throw BenchFailure("\(contents) was expected in the store, not \(row ?? [:])") }
  }

  /// And reads them once, so that the server knows them as well as before.
  private func moveBack(_ contents: IntakeContents, _ server: IntakeServer) async throws {
    let moved = world.dovecot.count(in: "Processed", user: server.user)
    guard moved == contents.mails else { throw BenchFailure("\(moved) mails were moved") }
    try await world.moveBack()
    _ = try await RawFetchPeer().run(server, contents, in: "")
  }
}
