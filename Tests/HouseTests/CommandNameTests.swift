import Testing

/// Only the executable knows how commands are called: what a library says is read on pages too.
@Suite struct CommandNameTests {
  /// `company`, `restore` … as the executable's types say them.
  private func verbs() throws -> Set<String> {
    let files = try SourceFile.all(in: "Sources").filter { $0.target == "minicrm" }
    let names = files.flatMap { file in
      file.text.matches(of: /commandName: "([a-z]+)"/).map { String($0.1) }
    }
    return Set(names).subtracting(["minicrm", "edit"])
  }

  /// The lines of a library's literals with `minicrm` before a verb. Comments may name commands:
  /// they are read by developers.
  private func lines(of file: SourceFile, naming verbs: Set<String>) -> [String] {
    let lines: [Substring] = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(1..., lines).compactMap { number, line in
      guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { return nil }
      let names = line.matches(of: /minicrm ([a-z]+)\b/).map { String($0.1) }
      return verbs.isDisjoint(with: names) ? nil : "\(file.path):\(number):\(line)"
    }
  }

  /// The lines of a library's literals with an option in them: `--dry-run`.
  private func linesWithOptions(of file: SourceFile) -> [String] {
    let lines: [Substring] = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(1..., lines).compactMap { number, line in
      guard !line.drop(while: \.isWhitespace).hasPrefix("//"), line.contains(/--[a-z]/) else {
        return nil
      }
      return "\(file.path):\(number):\(line)"
    }
  }

  @Test func `no library names an option`() throws {
    let libraries = try SourceFile.all(in: "Sources").filter { $0.target != "minicrm" }
    #expect(libraries.flatMap(linesWithOptions) == [])
  }

  @Test func `an option in a literal is found, in a comment it isn't`() {
    let file = SourceFile(
      path: "Sources/Store/X.swift",
      text: """
        /// `--anew` begins at the first row.
        let a = "begin with --anew"
        let b = "--boundary--".count - -1
        let c = 1 -- 2
        """)
    #expect(linesWithOptions(of: file).count == 2)
  }

  @Test func `no library names a command`() throws {
    let verbs = try verbs()
    #expect(verbs.isSuperset(of: ["company", "group", "task", "reminder", "restore"]))
    let libraries = try SourceFile.all(in: "Sources").filter { $0.target != "minicrm" }
    #expect(libraries.flatMap { lines(of: $0, naming: verbs) } == [])
  }

  @Test func `a command's name in a literal is found, in a comment it isn't`() {
    let file = SourceFile(
      path: "Sources/Store/X.swift",
      text: """
        /// `minicrm group add`
        let a = "add it with minicrm group add"
        let b = "stop minicrm and restore the last backup"
        """)
    #expect(lines(of: file, naming: ["group", "restore"]).count == 1)
  }
}
