import Testing

@testable import MailIngest

@Suite struct ContentReferencesTests {
  private func found(in html: String, chunks: Int) -> Set<String> {
    var references = ContentReferences()
    let bytes = Array(html.utf8)
    for start in stride(from: 0, to: bytes.count, by: chunks) {
      bytes[start..<min(start + chunks, bytes.count)].withUnsafeBytes { references.scan($0) }
    }
    references.finish()
    return references.found
  }

  @Test(
    arguments: [
      ("<img src=\"cid:a@b\">", ["a@b"]), ("<img src='CID:a%40b'> cid:c", ["a@b", "c"]),
      ("url(&quot;cid:a&quot;)", ["a", "a&quot;"]), ("ccid:a ci:b cid: cid:", ["a"]),
      ("cid:a%4", ["a%4"]), ("cid:" + String(repeating: "x", count: 600), nil), ("", []),
    ] as [(String, Set<String>?)])
  func `addresses are found wherever a chunk ends`(html: String, ids: Set<String>?) {
    let whole = found(in: html, chunks: 1 << 20)
    #expect(whole == ids ?? whole)
    for chunks in [1, 2, 3, 7] { #expect(found(in: html, chunks: chunks) == whole) }
  }

  @Test func `neither an address's length nor their number is without bound`() {
    let long = found(in: "cid:" + String(repeating: "x", count: 600), chunks: 64)
    #expect(long.map(\.utf8.count) == [512])
    let many = (0..<ContentReferences.limit + 10).map { "cid:\($0) " }.joined()
    #expect(found(in: many, chunks: 4_096).count == ContentReferences.limit)
  }
}
