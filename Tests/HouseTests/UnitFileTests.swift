import Foundation
import TestKit
import Testing

/// The systemd units, as systemd's own tools see them.
@Suite struct UnitFileTests {
  private static let services = [
    "minicrm-ingest.service", "minicrm-remind.service", "minicrm-web.service",
  ]
  private static let scrub = "minicrm-scrub.service"
  private static let preview = "minicrm-preview.service"
  /// In tenths: `systemd-analyze security` at most.
  private static let worstExposure = 15

  @Test func `systemd finds nothing to remark`() async throws {
    let units = try UnitFiles()
    defer { withExtendedLifetime(units) {} }
    let run = try await Program.run(
      "systemd-analyze",
      ["verify"]
        + (Self.services
        + [
          Self.scrub, "minicrm-scrub.timer", Self.preview, "minicrm-preview.socket",
          "minicrm.target",
        ]).map(units.path))
    #expect(run.succeeded && run.errors.isEmpty, "\(run.errors)")
  }

  /// docs/services.md states the figures.
  @Test(arguments: services.map { ($0, "1.1") } + [(scrub, "0.4"), (preview, "0.3")])
  func `the sandbox leaves little open`(service: String, exposure: String) async throws {
    let units = try UnitFiles()
    defer { withExtendedLifetime(units) {} }
    let run = try await Program.run(
      "systemd-analyze",
      [
        "security", "--offline=yes", "--no-pager", "--threshold=\(Self.worstExposure)",
        units.path(service),
      ])
    #expect(run.succeeded, "\(run.text)")
    let figure = "Overall exposure level for \(service): \(exposure) "
    #expect(run.text.contains(figure), "\(run.text)")
  }

  /// Each option that confines the daemons confines the scrub too, or the network is none at all.
  @Test func `the scrub may do no more than the daemons`() throws {
    let lines = try [Self.services[0], Self.scrub].map { service in
      Set(
        try UnitFiles.text(service).split(separator: "\n").drop { $0 != "UMask=0077" }
          .filter { $0.contains("=") })
    }
    #expect(
      lines[0].subtracting(lines[1]) == [
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "WantedBy=minicrm.target",
      ])
    #expect(
      lines[1].subtracting(lines[0]) == ["PrivateNetwork=yes", "RestrictAddressFamilies=AF_UNIX"])
  }

  /// Each option that confines the scrub confines the previewer too, which can't have the store and
  /// closes in what it starts.
  @Test func `the previewer may do no more than the scrub`() throws {
    let lines = try [Self.scrub, Self.preview].map { service in
      Set(
        try UnitFiles.text(service).split(separator: "\n").drop { $0 != "UMask=0077" }
          .filter { $0.contains("=") })
    }
    #expect(lines[0].subtracting(lines[1]) == [])
    let more = lines[1].subtracting(lines[0]).filter { $0.hasPrefix("SystemCallFilter=") }
    #expect(
      more == [
        "SystemCallFilter=setrlimit prlimit64 seccomp",
        "SystemCallFilter=landlock_create_ruleset landlock_add_rule landlock_restrict_self",
      ])
    #expect(try UnitFiles.text(Self.preview).contains("\nDynamicUser=yes\n"))
  }

  @Test func `the daemons have the same sandbox`() throws {
    let sandboxes = try Self.services.map { service in
      try UnitFiles.text(service).split(separator: "\n").drop { $0 != "UMask=0077" }
    }
    #expect(sandboxes[0].count > 30 && Set(sandboxes).count == 1)
  }

  /// A daemon that the settings have no work for is no failure of the machine.
  @Test(arguments: services)
  func `a daemon is asked before it is started`(service: String) throws {
    let text = try UnitFiles.text(service)
    let start = try #require(text.firstMatch(of: /\nExecStart=(.+)\n/)?.1)
    #expect(text.contains("\nExecCondition=\(start) --if-wanted\nExecStart="))
  }

  @Test func `the package restarts and stops every daemon`() throws {
    for path in ["debian/rules", "debian/minicrm.prerm"] {
      let text = try String(
        contentsOf: SourceFile.root.appendingPathComponent(path), encoding: .utf8)
      let names = Self.services + [Self.preview, "minicrm-preview.socket", "minicrm-scrub.timer"]
      #expect(names.filter { !text.contains($0) } == [], "\(path)")
    }
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
