import Foundation
import TestKit
import Testing

/// `minicrm web`, as the service manager runs it.
@Suite struct WebDaemonTests {
  @Test func `the pages are served until the daemon is told to stop`() async throws {
    let minicrm = try Minicrm()
    _ = try await minicrm.addCompany()
    let person = try await id(minicrm, "person", "add", "--role", "admin")
    let printed = try await minicrm.mustRun(["person", "invite", person, "--print", "--json"])
    let link = try JSONDecoder().decode(Link.self, from: printed).url
    let token = link.dropFirst("\(Minicrm.origin)/password/".count)

    let daemon = try minicrm.start(["web"])
    let serving = /serving pages at (127\.0\.0\.1:[1-9][0-9]*)/
    let isUp = try await eventually {
      daemon.hasEnded || daemon.standardError.contains(serving)
    }
    let place = try #require(daemon.standardError.firstMatch(of: serving)?.1)
    try #require(isUp && !daemon.hasEnded, "\(daemon.standardError)")
    #expect(try await Program.mustRun("curl", ["-fsS", "http://\(place)/healthz"]) == "ok")

    let set = try await Program.mustRun(
      "curl",
      [
        "-sSi", "-H", "Origin: \(Minicrm.origin)", "--data-urlencode", "password=pitkä ja hyvä",
        "http://\(place)/password/\(token)",
      ])
    #expect(set.contains("HTTP/1.1 303") && set.contains("__Host-session="))
    let session = try #require(set.firstMatch(of: /__Host-session=([a-z2-7]+)/)?.1)
    let page = try await Program.mustRun(
      "curl",
      ["-fsS", "-H", "Cookie: __Host-session=\(session)", "http://\(place)/acme/documents"])
    #expect(page.contains("<h1>Saapuneet</h1>"))

    daemon.signal(SIGTERM)
    #expect(try await daemon.end() == .exited(0))
    for secret in [String(token), String(session), "pitk"] {
      #expect(!daemon.standardError.contains(secret), "\(daemon.standardError)")
    }
  }

  @Test func `streams of live news end with the daemon, which waits for none`() async throws {
    let instance = try await PageInstance()
    let jar = instance.minicrm.directory.path("cookies")
    _ = try await Program.mustRun(
      "curl",
      [
        "-sS", "-c", jar, "-H", "Origin: \(instance.origin)", "--data-urlencode",
        "password=\(PageInstance.password)", try await instance.invitation(),
      ])
    let streams = try (0..<3).map { _ in
      try ChildProcess("curl", ["-sSN", "-b", jar, "\(instance.origin)/acme/events"])
    }
    let isLive = try await eventually {
      streams.allSatisfy { $0.standardOutput.contains("event: inbox") }
    }
    #expect(isLive)
    let start = ContinuousClock.now
    instance.daemon.signal(SIGTERM)
    #expect(try await instance.daemon.end() == .exited(0))
    // Requests in hand would get five seconds.
    #expect(.now - start < .seconds(4))
    for stream in streams { #expect(try await stream.end() == .exited(0)) }
  }

  @Test func `settings without pages, or with an origin that sends passwords in the clear, say so`()
    async throws
  {
    let minicrm = try Minicrm()
    let settings = try String(contentsOfFile: minicrm.settingsFile, encoding: .utf8)
    for (text, words) in [
      (settings.replacing(/web:\n.*\n.*\n/, with: ""), "web is missing"),
      (settings.replacing("https://crm", with: "http://crm"), "has no TLS"),
      (settings.replacing("127.0.0.1:0", with: "8080"), "neither HOST:PORT nor unix:/PATH"),
      (settings.replacing("127.0.0.1:0", with: "0.0.0.0:8080"), "from other machines"),
      (settings.replacing("127.0.0.1:0", with: "\"[::]:8080\""), "have a proxy that speaks TLS"),
      (settings.replacing("127.0.0.1:0", with: "crm.example.fi:8080"), "line 8, column 11"),
      (settings + "  previewSocket: preview.sock\n", "no path that begins with /"),
      (settings + "  previewCache: 0\n", "is not a size"),
      (settings + "  preview: on\n", "unknown key “preview”"),
    ] {
      try minicrm.directory.write(text, to: "minicrm.yaml")
      let run = try await minicrm.run(["web"])
      #expect(run.code == 78 && run.errors.contains(words), "\(run.errors)")
    }
  }

  private func id(_ minicrm: Minicrm, _ arguments: String...) async throws -> String {
    struct Added: Decodable { let id: Int }
    let more = [
      "--company", "acme", "--name", "Matti", "--email", "matti@acme.example", "--json",
    ]
    let output = try await minicrm.mustRun(arguments + more)
    return "\(try JSONDecoder().decode(Added.self, from: output).id)"
  }

  private struct Link: Decodable { let url: String }
}
