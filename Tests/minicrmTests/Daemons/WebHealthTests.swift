import Foundation
import TestKit
import Testing

/// The pages, as `doctor`, `status` and the service manager see them.
@Suite struct WebHealthTests {
  @Test(arguments: [false, true])
  func `doctor and status tell whether the pages are served`(
    atSocket: Bool
  ) async throws {
    let minicrm = try Minicrm()
    try await minicrm.addCompany()
    let place =
      atSocket
      ? "unix:\(minicrm.directory.path("web.sock"))" : "127.0.0.1:\(try FreePort.next())"
    let settings = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    // A name that nobody has (RFC 6761).
    let text = settings.replacing("127.0.0.1:0", with: place)
      .replacing(Minicrm.origin, with: "https://crm.invalid")
    try minicrm.directory.write(text, to: "minicrm.yaml")

    let before = try await DoctorDesk(minicrm)
    before.expect("pages: origin", "ok", "https://crm.invalid")
    before.expect("pages: daemon", "warning", place, "start minicrm web")
    before.expect("page images: previewer", "ok", "minicrm web runs one itself")
    #expect(!before.rows.contains { $0.check == "pages: proxy" })
    #expect(try await pages(minicrm) == ("not running", "0"))

    let daemon = try minicrm.start(["web"])
    #expect(
      try await eventually { daemon.standardError.contains("serving pages at \(place)") },
      "\(daemon.standardError)")
    let during = try await DoctorDesk(minicrm)
    during.expectTrouble()
    during.expect("pages: daemon", "ok", "answers at \(place)")
    during.expect("pages: proxy", "warning", "https://crm.invalid doesn't lead to them")
    #expect(!during.rows.contains { $0.check == "store: other files" })
    #expect(try await pages(minicrm) == ("running", "1"))

    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
    #expect(try await pages(minicrm) == ("not running", "0"))
  }

  /// The words for people, and the metric.
  private func pages(_ minicrm: Minicrm) async throws -> (String, String) {
    let status = try await minicrm.run("status").text
    let metrics = try await minicrm.run("status", "--openmetrics").text
    return (
      status.firstMatch(of: /PAGES +(.+)/).map { String($0.1) } ?? status,
      metrics.firstMatch(of: /\nminicrm_serving (.+)/).map { String($0.1) } ?? metrics
    )
  }

  @Test(arguments: ["web", "remind", "ingest"])
  func `a daemon says whether the settings have work for it`(daemon: String) async throws {
    let minicrm = try Minicrm()
    let full = """
      store:
        directory: \(minicrm.storeDirectory)
      mail:
        address: "{company}-{token}@in.example.fi"
      mailboxes:
        - name: documents
          url: imaps://imap.example.fi
          username: docs
          password: { file: /nonexistent }
      smtp:
        url: smtp://mail.example.fi
        from: "Mini-CRM <crm@example.fi>"
      web:
        origin: https://crm.example.fi
      """
    for (text, code) in [
      (full, 0), ("store:\n  directory: \(minicrm.storeDirectory)\n", 1), ("wrong: yes\n", 0),
    ] {
      try minicrm.directory.write(text, to: "minicrm.yaml")
      let run = try await minicrm.run(daemon, "--if-wanted")
      #expect(run.code == Int32(code), "\(run.text) \(run.errors)")
      #expect(run.text.contains("not started") == (code == 1) && run.errors.isEmpty)
    }
    #expect(!FileManager.default.fileExists(atPath: minicrm.storeDirectory))
  }
}
