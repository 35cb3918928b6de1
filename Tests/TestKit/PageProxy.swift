import Foundation

/// A real proxy that speaks TLS before the pages, set up as the operators' pages say, on a free
/// port of loopback.
package final class PageProxy: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case nginx, caddy
  }

  /// The name that the examples serve.
  private static let host = "crm.example.fi"

  /// The port of the name at which browsers find the pages.
  package let port: Int
  package let origin: String
  private let kind: Kind
  private let directory: TemporaryDirectory

  package init(_ kind: Kind) throws {
    self.kind = kind
    directory = try TemporaryDirectory(named: kind.rawValue)
    port = try FreePort.next()
    origin = "https://\(Self.host):\(port)"
  }

  /// Starts the proxy of an example that has the pages at `127.0.0.1:8080`, where they are at
  /// `pages` here.
  package func start(_ example: String, pages: Int) async throws -> ChildProcess {
    let certificates = try await Certificates.make(in: directory)
    let text = example.replacing("127.0.0.1:8080", with: "127.0.0.1:\(pages)")
    let child =
      switch kind {
      case .nginx: try nginx(text, certificates)
      case .caddy: try caddy(text, certificates)
      }
    let port = port
    guard try await eventually({ child.hasEnded || acceptsConnections(port: port) }),
      !child.hasEnded
    else { throw TestKitError("\(kind) does not start: \(child.standardError)") }
    return child
  }

  private func nginx(_ text: String, _ certificates: Certificates) throws -> ChildProcess {
    let plain = try FreePort.next()
    let servers = text.replacing(/\ *listen \[::\].*\n/, with: "")
      .replacing("listen 443", with: "listen 127.0.0.1:\(port)")
      .replacing("listen 80", with: "listen 127.0.0.1:\(plain)")
      .replacing(/(ssl_certificate +)[^;]+/) { "\($0.1)\(certificates.server)" }
      .replacing(/(ssl_certificate_key +)[^;]+/) { "\($0.1)\(certificates.serverKey)" }
    let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(directory.path($0));" }.joined(separator: "\n")
    let file = try directory.write(
      """
      user root;
      pid \(directory.path("nginx.pid"));
      events {}
      http {
      access_log off;
      \(places)
      \(servers)
      }
      """, to: "nginx.conf")
    return try ChildProcess(
      "nginx", ["-c", file, "-p", directory.path, "-e", "stderr", "-g", "daemon off;"],
      farewell: SIGTERM)
  }

  private func caddy(_ text: String, _ certificates: Certificates) throws -> ChildProcess {
    let site = text.replacing(
      "\(Self.host) {",
      with: "\(origin) {\n  tls \(certificates.server) \(certificates.serverKey)")
    let file = try directory.write(
      "{\n  admin off\n  auto_https disable_redirects\n}\n\(site)", to: "Caddyfile")
    return try ChildProcess(
      "caddy", ["run", "--config", file, "--adapter", "caddyfile"],
      environment: ["HOME": directory.path, "XDG_DATA_HOME": directory.path], farewell: SIGTERM)
  }
}
