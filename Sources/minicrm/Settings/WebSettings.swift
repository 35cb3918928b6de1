import Foundation
import Web

/// `web`: where the pages are served.
struct WebSettings: Sendable {
  let listen: ListenAddress
  /// The address that people see in their browsers: `https://crm.example.fi`.
  let origin: String
  /// Bytes that a person may put into one document.
  var maximumUpload = Self.usualUpload
  /// The socket of a previewer that runs already; where none does, the pages run one.
  var previewSocket = Self.usualPreviewSocket
  /// Bytes of page images and texts that are kept at most.
  var previewCache: Int64 = 1 << 30

  static let usualUpload: Int64 = 256 << 20
  /// The one of minicrm-preview.socket.
  static let usualPreviewSocket = "/run/minicrm/preview.sock"

  private static let usualListen = ListenAddress.network(host: "127.0.0.1", port: 8_080)

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    listen = try section.take("listen").map(Self.listen) ?? Self.usualListen
    origin = try Self.origin(section.require("origin"))
    if let size = section.take("maximumUpload") { maximumUpload = try size.byteCount() }
    if let socket = section.take("previewSocket") { previewSocket = try Self.path(socket) }
    if let size = section.take("previewCache") { previewCache = try size.byteCount() }
    try section.finish()
  }

  private static func listen(_ node: SettingsNode) throws(SettingsError) -> ListenAddress {
    let text = try node.text()
    guard let address = ListenAddress(text) else {
      throw node.error("“\(text)” is neither HOST:PORT nor unix:/PATH")
    }
    guard address.isLoopback else {
      throw node.error(
        "“\(text)” can be reached from other machines, and has no TLS: passwords would go in the "
          + "clear; listen at 127.0.0.1:8080 or unix:/PATH, and have a proxy that speaks TLS pass "
          + "requests on to there")
    }
    return address
  }

  private static func path(_ node: SettingsNode) throws(SettingsError) -> String {
    let text = try node.text()
    guard text.hasPrefix("/") else {
      throw node.error("“\(text)” is no path that begins with /")
    }
    return text
  }

  /// As browsers write it in `Origin` (RFC 6454 section 6.1): no path, no usual port. Without TLS
  /// on loopback only, where no password leaves the machine.
  private static func origin(_ node: SettingsNode) throws(SettingsError) -> String {
    let text = try node.text()
    guard let parts = URLComponents(string: text), let scheme = parts.scheme,
      let host = parts.host, !host.isEmpty, parts.path.isEmpty || parts.path == "/",
      parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil,
      ["https", "http"].contains(scheme)
    else { throw node.error("“\(text)” is no address like https://crm.example.fi") }
    guard scheme == "https" || ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host) else {
      throw node.error(
        "“\(text)” has no TLS: passwords would go in the clear; name the https:// address of the "
          + "proxy before the pages")
    }
    let usual = scheme == "https" ? 443 : 80
    let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
    return "\(scheme)://\(host.lowercased())\(port)"
  }
}
