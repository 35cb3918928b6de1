import Glibc
import HTTPTypes
import HummingbirdCore
import NIOCore
import Records
import Testing

@testable import Web

/// Requests, and what of their words is believed.
@Suite struct RequestTests {
  private func peer(_ remote: String?, _ headers: HTTPFields) throws -> Peer {
    Peer(headers, try remote.map { try SocketAddress(ipAddress: $0, port: 1) })
  }

  private func forwarded(_ addresses: String, _ scheme: String = "https") throws -> HTTPFields {
    var headers = HTTPFields()
    headers[.known("X-Forwarded-For")] = addresses
    headers[.known("X-Forwarded-Proto")] = scheme
    return headers
  }

  @Test(arguments: [
    ("127.0.0.1", "192.0.2.1", "192.0.2.1"), ("::1", "192.0.2.1", "192.0.2.1"),
    ("127.9.9.9", "6.6.6.6, 192.0.2.1", "192.0.2.1"), (nil, "2001:DB8::0:1", "2001:db8::1"),
    (nil, "[2001:db8::1]:443", "2001:db8::1"), ("127.0.0.1", "unknown", "127.0.0.1"),
    ("127.0.0.1", "192.0.2.1, <script>", "127.0.0.1"), ("127.0.0.1", "", "127.0.0.1"),
    (nil, "192.0.2.1 ", "192.0.2.1"), (nil, "", "local"), ("192.0.2.9", "192.0.2.1", "192.0.2.9"),
    ("2001:db8::9", "192.0.2.1", "2001:db8::9"),
  ])
  func `a proxy of this machine is believed`(remote: String?, told: String, seen: String) throws {
    let peer = try peer(remote, forwarded(told))
    #expect(peer.address == seen)
    #expect(peer.isSecure == !(remote ?? "").hasSuffix("9") || remote == "127.9.9.9")
  }

  @Test func `the scheme is the one that the proxy saw`() throws {
    #expect(try !peer("127.0.0.1", forwarded("192.0.2.1", "http")).isSecure)
    #expect(try !peer("127.0.0.1", forwarded("192.0.2.1", "https, http")).isSecure)
    #expect(try !peer("127.0.0.1", [:]).isSecure)
  }

  @Test(arguments: [
    ("https://crm.example.fi", nil, true), ("https://CRM.example.fi", nil, true),
    (nil, "same-origin", true), (nil, "none", true), (nil, nil, false), ("null", nil, false),
    ("https://crm.example.fi.evil.example", "same-origin", false), (nil, "same-site", false),
    ("http://crm.example.fi", "same-origin", false), (nil, "cross-site", false),
    ("https://crm.example.fi:443", nil, false), ("", "same-origin", false),
  ])
  func `a change comes from a page of ours`(origin: String?, site: String?, isOurs: Bool) {
    var headers = HTTPFields()
    headers[.origin] = origin
    headers[.known("Sec-Fetch-Site")] = site
    let check = OriginCheck(origin: "https://crm.example.fi")
    for method in [HTTPRequest.Method.post, .put, .patch, .delete] {
      #expect(check.allows(method, headers) == isOurs)
    }
    #expect(check.allows(.get, headers))
    #expect(check.allows(.head, headers))
  }

  @Test(
    arguments: [
      (nil, .finnish), ("", .finnish), ("sv", .swedish), ("en-GB,en;q=0.9", .english),
      ("de,sv;q=0.5,en;q=0.7", .english), ("de", .finnish), ("sv;q=0", .finnish),
      ("fi;q=0.1, sv;q=0.1", .finnish), ("SV-fi", .swedish), ("en;q=x", .finnish), ("*", .finnish),
      (";;,,", .finnish),
    ] as [(String?, Language)])
  func `the browser's language is Finnish unless it is ours`(header: String?, wanted: Language) {
    #expect(AcceptedLanguage.best(of: header) == wanted)
  }

  @Test(arguments: [
    ("/", "/"), ("/acme/documents", "/acme/documents"), ("/password/abc", "/password/{secret}"),
    ("/acme/calendar/abc.ics", "/acme/calendar/{secret}"), ("/password", "/password"),
    ("/%70assword/abc", "/%70assword/{secret}"), ("/password/abc/x", "/password/{secret}/x"),
    ("/a\u{202E}b\u{7}", "/a\u{FFFD}b\u{FFFD}"), ("//password//abc", "//password//abc"),
  ])
  func `the log shows a path without its secrets`(path: String, shown: String) {
    #expect(AccessLine.path(path) == shown)
  }

  @Test func `each request is a line, without its query`() async throws {
    try await ServedSite.with([.get("/page") { _ in .text("page") }]) { site in
      _ = try await site.ask("GET /page?a=secret HTTP/1.1\nX-Forwarded-For: 192.0.2.1")
      _ = try await site.ask("GET /password/secret HTTP/1.1\nUser-Agent: secret")
      let lines = site.log.all
      #expect(lines.count == 2)
      #expect(lines[0].contains(/^info: GET \/page 200 4 bytes \d+ ms 192\.0\.2\.1$/))
      #expect(
        lines[1].contains(/^info: GET \/password\/\{secret\} 404 \d+ bytes \d+ ms 127\.0\.0\.1$/))
      #expect(!lines.joined().contains("secret HTTP"))
    }
  }

  @Test func `a path gives its names their values`() async throws {
    let routes: [Route] = [
      .get("/{c}/documents") { .text("list \($0[parameter: "c"])") },
      .get("/{c}/documents/{id}") { .text("one \($0[parameter: "c"]) \($0[parameter: "id"])") },
      .get("/{c}/documents/{id}/pages/{n}.png") { .text("page \($0[parameter: "n"])") },
      .post("/{c}/documents/add", .programs) { _ in .text("add") },
      .get("/login") { .text("log in \($0.query["to"] ?? "-") \($0.cookie("session") ?? "-")") },
      .get("/") { _ in .text("start") },
    ]
    try await ServedSite.with(routes) { site in
      for (path, text) in [
        ("/", "start"), ("/acme/documents", "list acme"), ("/%C3%A4/documents/7", "one ä 7"),
        ("/acme/documents/add", "one acme add"), ("/acme/documents/7/pages/2.png", "page 2"),
        ("/login?to=%2Facme&to=x", "log in /acme -"), ("/a%2Fb/documents", "list a/b"),
      ] { #expect(try await site.get(path).text == text, "\(path)") }
      for path in [
        "/acme", "/acme/documents/", "//documents", "/acme/documents/7/pages/.png",
        "/acme/documents/7/pages/2.gif", "/a%00/documents", "/Login", "/login/",
      ] { #expect(try await site.get(path).status == 404, "\(path)") }
      let login = try await site.ask("GET /login HTTP/1.1\nCookie: a=b; session=x=y; session=z")
      #expect(login.text == "log in - x=y")
      #expect(try await site.ask("POST /acme/documents/add HTTP/1.1").text == "add")
    }
  }

  @Test func `the service tells whether the store answers`() async throws {
    try await ServedSite.with([Health.route { true }]) { site in
      let answer = try await site.get("/healthz")
      #expect(answer.status == 200 && answer.text == "ok")
    }
    try await ServedSite.with([Health.route { false }]) { site in
      let answer = try await site.get("/healthz")
      #expect(answer.status == 503)
    }
  }

  @Test func `files of our own never change under their names`() async throws {
    try await ServedSite.with([StaticFile.route]) { site in
      for file in StaticFile.all {
        let answer = try await site.get(file.path)
        #expect(answer.status == 200)
        #expect(answer["cache-control"] == "public, max-age=31536000, immutable")
        #expect(answer["content-security-policy"] == StandardHeaders.contentSecurityPolicy)
        let tag = try #require(answer["etag"])
        let again = try await site.ask("GET \(file.path) HTTP/1.1\nIf-None-Match: \(tag)")
        #expect(again.status == 304 && again.rest == [])
      }
      #expect(try await site.get("/static/site.css").status == 404)
      #expect(
        try await site.get(StaticFile.stylesheet.path)["content-type"]?.hasPrefix("text/css")
          == true)
    }
  }
}
