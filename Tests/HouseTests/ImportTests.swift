import Testing

/// Who may import what: the parts of the house and what each is there for.
@Suite struct ImportTests {
  /// The modules of Swift's own that every target may import.
  private static let swift: Set = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  /// From the ground up: no target imports one above its own line.
  private static let allowed: [(target: String, imports: Set<String>)] = [
    ("Platform", ["CIDN2", "COpenSSL"]),
    ("Records", ["Platform"]),
    ("MIME", ["CBase64", "Platform"]),
    ("MailTransport", ["CCurl", "Platform"]),
    ("Store", ["Records", "Platform"]),
    ("SQLiteEngine", ["CSQLite", "GRDB", "GRDBSQLite", "Records", "Store", "Platform"]),
    (
      "MailIngest",
      ["AsyncAlgorithms", "Logging", "MIME", "MailTransport", "Records", "Store", "Platform"]
    ),
    ("Reminders", ["Logging", "MIME", "MailTransport", "Records", "Store", "Platform"]),
    ("Preview", ["CConfine", "Logging", "Platform"]),
    (
      "Application",
      [
        "MIME", "MailIngest", "MailTransport", "Preview", "Records", "Reminders", "Store",
        "Platform",
      ]
    ),
    ("Daemon", ["Logging", "ServiceLifecycle", "Platform", "UnixSignals"]),
    (
      "Web",
      [
        "Application", "HTTPTypes", "HummingbirdCore", "Logging", "Mustache", "NIOCore", "NIOHTTP1",
        "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOPosix", "Records", "Platform",
      ]
    ),
    (
      "minicrm",
      [
        "Application", "ArgumentParser", "CMalloc", "Daemon", "FlyingFox", "FlyingSocks", "Logging",
        "MIME", "MailIngest", "MailTransport", "Preview", "Records", "Reminders", "SQLiteEngine",
        "Store", "Platform", "Web", "Yams",
      ]
    ),
  ]

  @Test(arguments: allowed)
  func `a target imports what it is there for`(target: String, imports: Set<String>) throws {
    let files = try SourceFile.all(in: "Sources").filter { $0.target == target }
    try #require(!files.isEmpty)
    let strangers = files.flatMap { file in
      file.imports.subtracting(imports).subtracting(Self.swift).map { "\(file.path): \($0)" }
    }
    #expect(strangers == [])
  }

  @Test func `every target has its list, and lists nothing that no file needs`() throws {
    let files = Dictionary(grouping: try SourceFile.all(in: "Sources"), by: \.target)
    #expect(Set(files.keys) == Set(Self.allowed.map(\.target)))
    for (target, imports) in Self.allowed {
      let used = Set(files[target, default: []].flatMap(\.imports))
      #expect(imports.subtracting(used) == [], "\(target)")
    }
  }

  @Test func `values and rules touch no file, no clock and no database`() throws {
    let files = try SourceFile.all(in: "Sources").filter { $0.target == "Records" }
    let calls = /\bFileHandle\b|\bFileManager\b|\bDate\(\)|\bopen\(|\bstat\(|ZoneDirectory/
    #expect(files.flatMap { $0.imports.intersection(["Glibc", "Dispatch", "GRDB"]) } == [])
    #expect(files.flatMap { $0.lines(matching: calls) } == [])
  }

  @Test func `a target for a C library holds its module map and shim only`() throws {
    for target in ["CCurl", "CIDN2", "CMalloc", "COpenSSL", "CSQLite"] {
      #expect(SourceFile.names(in: "Sources/\(target)") == ["module.modulemap", "shim.h"])
    }
  }
}
