import Foundation
import TestKit
import Testing

/// The systemd units, as systemd's own tools see them.
@Suite struct UnitFileTests {
  private static let services = ["minicrm-ingest.service", "minicrm-remind.service"]
  /// In tenths: `systemd-analyze security` at most.
  private static let worstExposure = 15

  @Test func `systemd finds nothing to remark`() async throws {
    let units = try UnitFiles()
    defer { withExtendedLifetime(units) {} }
    let run = try await Program.run(
      "systemd-analyze", ["verify"] + (Self.services + ["minicrm.target"]).map(units.path))
    #expect(run.succeeded && run.errors.isEmpty, "\(run.errors)")
  }

  @Test(arguments: services)
  func `the sandbox leaves little open`(service: String) async throws {
    let units = try UnitFiles()
    defer { withExtendedLifetime(units) {} }
    let run = try await Program.run(
      "systemd-analyze",
      [
        "security", "--offline=yes", "--no-pager", "--threshold=\(Self.worstExposure)",
        units.path(service),
      ])
    #expect(run.succeeded, "\(run.text)")
    // docs/services.md states it.
    #expect(run.text.contains("Overall exposure level for \(service): 1.1 "), "\(run.text)")
  }

  @Test func `both services have the same sandbox`() throws {
    let sandboxes = try Self.services.map { service in
      try UnitFiles.text(service).split(separator: "\n").drop { $0 != "UMask=0077" }
    }
    #expect(sandboxes[0].count > 30 && sandboxes[0] == sandboxes[1])
  }
}

/// The unit files, in a directory of their own, with a program that is there.
private struct UnitFiles {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory(named: "minicrm-units")
    for name in SourceFile.names(in: "systemd") {
      let text = try Self.text(name).replacing("/usr/bin/minicrm", with: Minicrm.executable)
      try directory.write(text, to: name)
    }
  }

  func path(_ name: String) -> String { directory.path(name) }

  static func text(_ name: String) throws -> String {
    try String(
      contentsOf: SourceFile.root.appendingPathComponent("systemd/\(name)"), encoding: .utf8)
  }
}
