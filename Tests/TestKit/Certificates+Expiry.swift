import Foundation

extension Certificates {
  /// Signs the server another certificate, which was good from 2020 until `end`, past or to come.
  package func replaceServer(until end: Date) async throws {
    let folder = (server as NSString).deletingLastPathComponent
    let format = Date.ISO8601FormatStyle(dateSeparator: .omitted)
      .year().month().day()
    let configuration = """
      [ca]
      default_ca = authority
      [authority]
      database = \(folder)/index.txt
      new_certs_dir = \(folder)
      default_md = sha256
      rand_serial = yes
      unique_subject = no
      policy = names
      x509_extensions = server
      [names]
      commonName = supplied
      [server]
      subjectAltName = DNS:localhost,IP:127.0.0.1
      """
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: "\(folder)/ca.cnf"))
    try Data().write(to: URL(fileURLWithPath: "\(folder)/index.txt"))
    try await Program.mustRun(
      "openssl",
      [
        "req", "-new", "-subj", "/CN=localhost", "-key", serverKey, "-out", "\(folder)/server.csr",
      ])
    let what = ["ca", "-batch", "-notext", "-config", "\(folder)/ca.cnf"]
    let by = ["-cert", authority, "-keyfile", "\(folder)/ca.key"]
    let when = [
      "-startdate", "20200101000000Z", "-enddate", "\(end.formatted(format))120000Z",
    ]
    try await Program.mustRun(
      "openssl", what + by + when + ["-in", "\(folder)/server.csr", "-out", server])
  }
}

extension Dovecot {
  /// Shows clients a certificate that no authority has signed, from now on.
  package func showSelfSignedCertificate() async throws {
    try await Program.mustRun(
      "openssl",
      [
        "req", "-x509", "-days", "30", "-subj", "/CN=localhost", "-key", certificates.serverKey,
        "-out", certificates.server, "-addext", "subjectAltName=DNS:localhost",
      ])
    try await doveadm("reload")
  }

  /// Shows clients a certificate that is good until then, from now on.
  package func showCertificate(until end: Date) async throws {
    try await certificates.replaceServer(until: end)
    try await doveadm("reload")
  }
}
