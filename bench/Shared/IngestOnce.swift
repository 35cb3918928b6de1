import Foundation
import GRDB
import TestKit

/// The product as it is shipped, `minicrm ingest --once`, on one mailbox and the store in a
/// directory.
struct IngestOnce {
  let dovecot: Dovecot
  let server: IntakeServer
  let store: String
  /// The action on a filed mail on the server.
  var filed = "keep"

  func run() async throws -> MeasuredRun {
    let installation = try Minicrm(settings, store: store)
    defer { withExtendedLifetime(installation) {} }
    let (run, _) = try await MeasuredRun.measure(
      Minicrm.executable, ["ingest", "--once", "--config", installation.settingsFile])
    return run
  }

  private var settings: MailboxSettings {
    var settings = MailboxSettings(
      of: dovecot, user: server.user, security: server.isTLS ? .implicitTLS : .plain)
    settings.url = "\(server.isTLS ? "imaps" : "imap")://\(server.host):\(server.port)"
    settings.filed = filed
    settings.other = "keep"
    settings.timeout = "60s"
    return settings
  }

  /// Every attachment is a document, with all its bytes.
  func check(_ contents: IntakeContents) throws {
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

  /// Fails where the program was not built.
  static func requireProgram() throws {
    guard FileManager.default.isExecutableFile(atPath: Minicrm.executable) else {
      throw BenchFailure(
        "there is no \(Minicrm.executable): swift build -c release --product minicrm")
    }
  }
}
