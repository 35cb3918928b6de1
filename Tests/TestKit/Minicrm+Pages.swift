import Foundation

extension Minicrm {
  /// Has the settings serve the pages on a free port of loopback, without TLS, where browsers find
  /// them at the origin.
  package func servePagesOnLoopback() throws -> (origin: String, port: Int) {
    let port = try FreePort.next()
    let origin = "http://127.0.0.1:\(port)"
    let settings = try String(contentsOfFile: settingsFile, encoding: .utf8)
      .replacing(Self.origin, with: origin).replacing("127.0.0.1:0", with: "127.0.0.1:\(port)")
    try directory.write(settings, to: "minicrm.yaml")
    return (origin, port)
  }
}
