import Testing

/// The schema's steps: numbered files, each in the list that the store applies.
@Suite struct MigrationTests {
  @Test func `every migration is numbered and in the schema's list, in order`() throws {
    let names = SourceFile.names(in: "Sources/SQLiteEngine/Schema")
      .filter { $0.contains(/^Migration./) && $0 != "Migration.swift" }
    try #require(!names.isEmpty)
    let numbers = names.compactMap { $0.firstMatch(of: /^Migration(\d{3})[A-Z]\w*\.swift$/)?.1 }
    #expect(numbers.compactMap { Int($0) } == Array(1...names.count))

    let schema = try SourceFile.all(in: "Sources")
      .first { $0.path == "Sources/SQLiteEngine/Schema/Schema.swift" }
    let listed = schema?.code.joined(separator: "\n").matches(of: /\bMigration\d{3}\w+/)
      .map { "\($0.0).swift" }
    #expect(listed == names)
  }
}
