import Testing

/// A comment begins with its subject, the thing that it tells of, and not with a word that stands
/// for the thing.
@Suite struct CommentRuleTests {
  /// The first lines of a file's comments, and of their paragraphs, that name no subject.
  private func nameless(in file: SourceFile) -> [String] {
    let lines: [Substring] = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    var goesOn = false
    return zip(1..., lines).compactMap { number, line in
      let text = line.drop(while: \.isWhitespace)
      let isFirst = !goesOn
      goesOn = text.hasPrefix("//") && text != "///"
      guard isFirst, text.contains(/^\/\/\/? (What|How|Where|Whether|It|Those|Whoever)\b/) else {
        return nil
      }
      return "\(file.path):\(number):\(line)"
    }
  }

  @Test(arguments: ["Sources", "Tests", "bench"])
  func `a comment begins with the thing that it tells of`(folder: String) throws {
    #expect(try SourceFile.all(in: folder).flatMap(nameless) == [])
  }

  @Test func `a first line without a subject is found, a later one isn't`() {
    let file = SourceFile(
      path: "Sources/Store/X.swift",
      text: [
        "/// How often a mail was tried.", "  // It is tried again.",
        "/// A mail that was tried.", "/// What is tried once more is the same mail.",
        "///", "/// Those that failed.", "let what = 1  // Itself", "/// Iterations.",
      ].joined(separator: "\n"))
    #expect(nameless(in: file).count == 2)
    #expect(nameless(in: file).last?.hasPrefix("Sources/Store/X.swift:6:") == true)
  }
}
