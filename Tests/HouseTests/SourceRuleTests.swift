import Testing

/// Rules that every source file keeps, with or without a reason.
@Suite struct SourceRuleTests {
  @Test func `access between targets is package, nothing is public`() throws {
    #expect(try sources(matching: /\bpublic\b/) == [])
  }

  @Test func `nothing is forced to succeed`() throws {
    #expect(try sources(matching: /\btry!|\bas!|\bfatalError\b/) == [])
  }

  @Test func `no task is started and left alone`() throws {
    #expect(try sources(matching: /^\s*Task(\.detached)?\s*(\([^)]*\))?\s*\{/) == [])
  }

  @Test func `unchecked Sendable stands in MailTransport only, with its proof`() throws {
    for file in try SourceFile.all(in: "Sources") {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.contains("@unchecked Sendable") {
        let before = index > 0 ? lines[index - 1] : ""
        let hasProof = line.contains("//") || before.contains("//")
        #expect(file.target == "MailTransport" && hasProof, "\(file.path):\(index + 1)")
      }
    }
  }

  /// `Store` is the one exception: all of the project speaks of the store's verbs by that name.
  @Test func `no type bears the name of its target`() throws {
    let targets = Set(try SourceFile.all(in: "Sources").map(\.target)).subtracting(["Store"])
    #expect(targets.contains("MIME"))
    let found = try sources(
      matching: Regex(
        #"\b(struct|class|enum|actor|protocol|typealias)\s+("# + targets.joined(separator: "|")
          + #")\b"#))
    #expect(found == [])
  }

  @Test func `time is read at the top only`() throws {
    let files = try SourceFile.all(in: "Sources").filter {
      !["minicrm", "Daemon"].contains($0.target)
    }
    #expect(files.flatMap { $0.lines(matching: /\bDate\(\)|\bDate\.now\b/) } == [])
  }

  @Test(arguments: ["Sources", "Tests", "bench"])
  func `no file is longer than 300 lines, no line than 100 characters`(folder: String) throws {
    let files = try SourceFile.all(in: folder)
    let long = files.filter { $0.code.count > 301 }
    #expect(long.map(\.path) == [])
    let wide = files.flatMap { file -> [String] in
      let lines: [Substring] = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      return zip(1..., lines).filter { $0.1.count > 100 }.map { "\(file.path):\($0.0)" }
    }
    #expect(wide == [])
  }

  /// The places where threads share a state that no actor has; each says there why.
  private static let lockUsers: Set = [
    "Daemon/LifeSigns", "MailIngest/Spool", "MailIngest/SpoolMemory", "MailIngest/InProgressFile",
    "MailIngest/ArrivalWait", "MailTransport/ServerPauses",
    "SQLiteEngine/WriteLock", "Platform/LockWait", "Platform/StopWish",
    "Platform/ZoneDirectory", "Store/ChangeTrail",
  ]

  @Test func `locks are where the list says`() throws {
    let users = try SourceFile.all(in: "Sources")
      .filter { !$0.lines(matching: /\bMutex\b|\bNSLock\b|\bDispatchSemaphore\b/).isEmpty }
      .map { "\($0.target)/\($0.name)" }
    #expect(Set(users) == Self.lockUsers)
  }

  /// Memory that nobody moves or writes while others read, and OpenSSL's algorithm, which never
  /// changes once fetched.
  @Test func `what Swift can't see to be safe is where the list says`() throws {
    let users = try SourceFile.all(in: "Sources")
      .filter { !$0.lines(matching: /nonisolated\(unsafe\)/).isEmpty }
      .map { "\($0.target)/\($0.name)" }
    #expect(Set(users) == ["MIME/MemoryBytes", "MailIngest/SpoolMemory", "Platform/SHA256"])
  }

  @Test func `nothing is ambient`() throws {
    #expect(try sources(matching: /@TaskLocal|@ThreadLocal|\bstatic var \w+[^{]*=/) == [])
  }

  /// `SeededGenerator` alone asks for chance, so that what failed can be run again.
  @Test func `every random test can be run again by its seed`() throws {
    let files = try SourceFile.all(in: "Tests").filter {
      $0.name != "SeededGenerator" && $0.target != "HouseTests"
    }
    let chance = /SystemRandomNumberGenerator|\bUInt64\.random\(in: [^)]*\)(?! *, using)/
    #expect(files.flatMap { $0.lines(matching: chance) }.filter { !$0.contains("using:") } == [])
  }

  @Test func `no test is switched off`() throws {
    let files = try SourceFile.all(in: "Tests").filter { $0.target != "HouseTests" }
    #expect(files.flatMap { $0.lines(matching: /\.disabled\b|withKnownIssue/) } == [])
  }

  private func sources(matching pattern: some RegexComponent) throws -> [String] {
    try SourceFile.all(in: "Sources").flatMap { $0.lines(matching: pattern) }
  }
}
