import Foundation

extension Minicrm {
  /// Has the settings serve the pages on a free port of loopback, without TLS. Browsers find them
  /// at the origin, which is the same place unless another is given.
  package func servePagesOnLoopback(
    at origin: String? = nil
  ) throws -> (origin: String, port: Int) {
    let port = try FreePort.next()
    let origin = origin ?? "http://127.0.0.1:\(port)"
    let settings = try String(contentsOfFile: settingsFile, encoding: .utf8)
      .replacing(Self.origin, with: origin).replacing("127.0.0.1:0", with: "127.0.0.1:\(port)")
    try directory.write(settings, to: "minicrm.yaml")
    return (origin, port)
  }
}
