import Testing

/// Who may import what: the parts of the house and what each is there for.
@Suite struct ImportTests {
  @Test(arguments: [
    ("CBase64", "MIME"), ("CCurl", "MailTransport"), ("CIDN2", "System"), ("CMalloc", "minicrm"),
    ("COpenSSL", "System"), ("CSQLite", "Store"), ("GRDB", "Store"), ("Hummingbird", "Web"),
    ("Mustache", "Web"), ("ArgumentParser", "minicrm"), ("FlyingFox", "minicrm"),
    ("Yams", "minicrm"),
    ("AsyncAlgorithms", "MailIngest"),
  ])
  func `a library has one importer`(library: String, importer: String) throws {
    let strangers = try SourceFile.all(in: "Sources")
      .filter { $0.imports.contains(library) && $0.target != importer }
    #expect(strangers.map(\.path) == [])
  }

  @Test(arguments: [
    (
      "System",
      ["MIME", "Store", "MailTransport", "MailIngest", "Daemon", "Reminders", "Application", "Web"]
    ),
    (
      "MIME", ["Store", "MailTransport", "MailIngest", "Daemon", "Reminders", "Application", "Web"]
    ),
    (
      "MailTransport", ["Store", "MIME", "MailIngest", "Daemon", "Reminders", "Application", "Web"]
    ),
    (
      "Store", ["MIME", "MailTransport", "MailIngest", "Daemon", "Reminders", "Application", "Web"]
    ),
    ("Daemon", ["MIME", "MailTransport", "Store", "MailIngest", "Reminders", "Web"]),
    ("MailIngest", ["Daemon", "Reminders", "Application", "Web"]),
    ("Reminders", ["MailIngest", "Web"]),
  ])
  func `a target never imports these`(target: String, forbidden: [String]) throws {
    let files = try SourceFile.all(in: "Sources").filter { $0.target == target }
    try #require(!files.isEmpty)
    let found = files.flatMap { file in
      file.imports.intersection(forbidden).map { "\(file.path): \($0)" }
    }
    #expect(found == [])
  }

  @Test func `the MIME reader needs the system and its own alone`() throws {
    let allowed: Set = ["CBase64", "Glibc", "Foundation", "FoundationEssentials"]
    let others = try SourceFile.all(in: "Sources")
      .filter { $0.target == "MIME" && !$0.imports.isSubset(of: allowed) }
    #expect(others.map(\.path) == [])
  }

  @Test func `a target for a C library holds its module map and shim only`() throws {
    for target in ["CCurl", "CIDN2", "CMalloc", "COpenSSL", "CSQLite"] {
      #expect(SourceFile.names(in: "Sources/\(target)") == ["module.modulemap", "shim.h"])
    }
  }
}
