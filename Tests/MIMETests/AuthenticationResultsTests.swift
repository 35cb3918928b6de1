import MIME
import Testing

/// RFC 8601, with its own examples and what servers and forgers write.
@Suite struct AuthenticationResultsTests {
  private func read(_ value: String) -> [String]? {
    AuthenticationResults(Array(value.utf8)).map { results in
      [results.server]
        + results.findings.map { finding in
          let properties = finding.properties.sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }
          return "\(finding.method)=\(finding.result)" + properties.joined()
        }
    }
  }

  @Test(
    arguments: [
      ("example.org 1; none", ["example.org"]),
      (
        "example.com; spf=pass smtp.mailfrom=example.net",
        ["example.com", "spf=pass smtp.mailfrom=example.net"]
      ),
      (
        "example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=a",
        ["example.com", "auth=pass smtp.auth=sender@example.net", "spf=pass smtp.mailfrom=a"]
      ),
      (
        "foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait) fail "
          + "policy (A dot can go here) . (like that) expired (this surprised me) = (x) 1362471462",
        ["foo.example.net", "dkim=fail policy.expired=1362471462"]
      ),
      ("mx; DKIM/1=PASS Header.D=Google.com", ["mx", "dkim=pass header.d=Google.com"]),
      (
        "mx; dkim=pass (2048 (nested; dmarc=pass)) header.b=aB/+=; spf=fail",
        ["mx", "dkim=pass header.b=aB/+=", "spf=fail"]
      ),
      (
        #"mx; spf=pass smtp.mailfrom="x; dmarc=pass header.from=g.com"@e.example"#,
        ["mx", "spf=pass smtp.mailfrom=x; dmarc=pass header.from=g.com@e.example"]
      ),
      (#""mx one"; spf=pass"#, ["mx one", "spf=pass"]),
      ("mx; dkim=pass header.d=a header.d=b", ["mx", "dkim=pass"]),
      ("mx; spf=pass; dmarc=pass (never closed header.from=g.com", ["mx", "spf=pass"]),
      (#"mx; spf=pass; dmarc=pass header.from="g.com"#, ["mx", "spf=pass"]),
      ("mx;; =pass; spf; spf=; ;", ["mx"]),
      ("spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=a; dkim=pass", nil),
      ("", nil), (";", nil), ("(mx)", nil), (#"""#, nil),
    ] as [(String, [String]?)])
  func `findings are read as they are written`(_ value: String, _ expected: [String]?) {
    #expect(read(value) == expected)
  }

  @Test func `a value of a megabyte costs no more than its length`() {
    let word = String(repeating: "a", count: 1 << 20)
    #expect(read("mx; \(word)=\(word)")?.count == 2)
    #expect(read(String(repeating: "mx; a=b ", count: 1 << 17))?.first == "mx")
  }
}
