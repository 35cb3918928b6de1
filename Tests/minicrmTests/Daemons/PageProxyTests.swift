import Foundation
import TestKit
import Testing

/// The pages behind the proxies, as docs/pages.md sets these up.
@Suite struct PageProxyTests {
  @Test(arguments: PageProxy.Kind.allCases)
  func `behind a proxy of the docs people log in, upload, and hear of news`(
    kind: PageProxy.Kind
  ) async throws {
    let minicrm = try Minicrm()
    _ = try await minicrm.addCompany()
    _ = try await minicrm.mustRun([
      "person", "add", "--company", "acme", "--name", "Matti", "--email", "matti@acme.example",
      "--role", "admin",
    ])
    let proxy = try PageProxy(kind)
    let (origin, pages) = try minicrm.servePagesOnLoopback(at: proxy.origin)
    let daemon = try minicrm.start(["web"])
    try #require(try await eventually { daemon.hasEnded || acceptsConnections(port: pages) })
    let running = try await proxy.start(try Self.example(kind), pages: pages)
    let client = Client(
      origin: origin, port: proxy.port, jar: minicrm.directory.path("cookies"))

    struct Link: Decodable { let url: String }
    let printed = try await minicrm.mustRun(["person", "invite", "1", "--print", "--json"])
    let link = try JSONDecoder().decode(Link.self, from: printed).url
    let set = try await client.ask(
      link, "-i", "--data-urlencode", "password=pitkä ja hyvä",
      // A client that says whose it is, is not believed.
      "-H", "X-Forwarded-For: 192.0.2.9")
    #expect(set.contains("303") && set.contains("__Host-session="))
    #expect(set.matches(of: /(?i)content-security-policy:/).count == 1)
    #expect(daemon.standardError.contains(" 127.0.0.2"), "\(daemon.standardError)")
    #expect(!daemon.standardError.contains("192.0.2.9"))

    let stream = try client.start("\(origin)/acme/events", "-N")
    #expect(try await eventually { stream.standardOutput.contains("event: inbox") })
    let inbox = try await client.ask("\(origin)/acme/documents")
    let token = try #require(inbox.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/)?.1)
    let file = minicrm.directory.path("iso.pdf")
    try Data(repeating: 7, count: 20 << 20).write(to: URL(fileURLWithPath: file))
    let uploaded = try await client.ask(
      "\(origin)/acme/documents/add", "-i", "-F", "csrf=\(token)", "-F", "file=@\(file)")
    #expect(uploaded.contains("303"), "\(uploaded.prefix(600))")
    // The document is told of while the stream is open.
    #expect(
      try await eventually { stream.standardOutput.matches(of: /event: inbox/).count > 1 })
    let original = try await client.ask("\(origin)/acme/documents/1/file", "-r", "5-6")
    #expect(original.utf8.elementsEqual([7, 7]))

    for child in [stream, running, daemon] {
      child.signal(SIGTERM)
      _ = try await child.end()
    }
  }

  /// The block of the docs, without its indentation.
  private static func example(_ kind: PageProxy.Kind) throws -> String {
    let page = URL(filePath: #filePath).appending(path: "../../../../docs/pages.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    let heading = kind == .nginx ? "### nginx" : "### Caddy"
    let section = try #require(text.split(separator: heading).dropFirst().first)
    var lines: [Substring] = []
    for line in section.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
      if line.hasPrefix("    ") {
        lines.append(line.dropFirst(4))
      } else if !line.isEmpty {
        break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A browser at 127.0.0.2, which finds the proxy by its name.
  private struct Client {
    let origin: String
    let port: Int
    let jar: String

    func ask(_ url: String, _ options: String...) async throws -> String {
      try await Program.mustRun("curl", arguments(url, options))
    }

    func start(_ url: String, _ options: String...) throws -> ChildProcess {
      try ChildProcess("curl", arguments(url, options), farewell: SIGTERM)
    }

    private func arguments(_ url: String, _ options: [String]) -> [String] {
      [
        "-sSk", "--max-time", "60", "--resolve", "crm.example.fi:\(port):127.0.0.1",
        "--interface", "127.0.0.2", "-b", jar, "-c", jar, "-H", "Origin: \(origin)", url,
      ] + options
    }
  }
}
