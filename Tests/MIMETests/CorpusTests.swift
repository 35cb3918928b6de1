import Foundation
import Testing

@testable import MIME

/// Compares with another parser's results on mails that are not part of the project. On a machine
/// without them there is nothing to compare.
@Suite(.enabled(if: Corpus.isThere, "there are no mails to compare in \(Corpus.directory.path)"))
struct CorpusTests {
  /// Each difference that is known, and who is right.
  private static func explained() throws -> [String: String] {
    try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: Fixture.url("CorpusDifferences.json")))
  }

  @Test func `attachments, texts and names are those of the other parser, but where explained`()
    throws
  {
    let explained = try Self.explained()
    var found: Set<String> = []
    for name in try Corpus.names() {
      for difference in try Corpus.differences(name) {
        found.insert(difference.key)
        #expect(explained[difference.key] != nil, "not explained: \(difference)")
      }
    }
    for key in explained.keys where !found.contains(key) {
      Issue.record("explained, but there is no difference any more: \(key)")
    }
  }

  @Test func `the folder holds the mails that it is said to hold`() throws {
    #expect(try Corpus.names().count >= 100)
  }

  @Test func `every range of every mail lies inside its container`() throws {
    for name in try Corpus.names() {
      let mail = try Corpus.mail(name)
      #expect(mail.tree.violations(of: mail.bytes) == [], "\(name)")
      #expect(mail.tree.bytesExamined < 16 * mail.bytes.length + 4_096, "\(name)")
    }
  }
}
