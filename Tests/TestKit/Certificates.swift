/// A private certificate authority, a server certificate for localhost and 127.0.0.1 that it has
/// signed, and an authority that has signed nothing. Made by the openssl program; good for 30 days.
package struct Certificates: Sendable {
  /// PEM files.
  package let authority: String
  package let unrelatedAuthority: String
  package let server: String
  package let serverKey: String

  package static func make(in directory: TemporaryDirectory) async throws -> Certificates {
    let folder = try directory.makeFolder("certificates")
    let made = Certificates(
      authority: "\(folder)/ca.pem", unrelatedAuthority: "\(folder)/unrelated.pem",
      server: "\(folder)/server.pem", serverKey: "\(folder)/server.key")
    async let unrelated: Void = selfSigned(
      made.unrelatedAuthority, key: "\(folder)/unrelated.key", name: "Unrelated Test CA")
    try await selfSigned(made.authority, key: "\(folder)/ca.key", name: "Minicrm Test CA")
    try await request(
      made.server, key: made.serverKey, name: "localhost",
      with: [
        "-CA", made.authority, "-CAkey", "\(folder)/ca.key",
        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-addext", "basicConstraints=critical,CA:FALSE",
      ])
    try await unrelated
    return made
  }

  private static func selfSigned(_ file: String, key: String, name: String) async throws {
    try await request(
      file, key: key, name: name, with: ["-addext", "keyUsage=critical,keyCertSign,cRLSign"])
  }

  private static func request(
    _ file: String, key: String, name: String, with more: [String]
  ) async throws {
    let what = ["req", "-x509", "-days", "30", "-subj", "/CN=\(name)", "-nodes"]
    let how = [
      "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", key, "-out", file,
    ]
    try await Program.mustRun("openssl", what + how + more)
  }
}
