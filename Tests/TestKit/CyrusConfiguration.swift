/// The files that a private Cyrus starts from. It runs as the system's user `mail`, or as who runs
/// the tests where that is not root.
struct CyrusConfiguration {
  static let binaries = "\(Cyrus.programs)/usr/lib/cyrus/bin"
  /// The place of Cyrus's own libraries.
  static let environment = [
    "LD_LIBRARY_PATH": "\(Cyrus.programs)/usr/lib/x86_64-linux-gnu"
      + ":\(Cyrus.programs)/usr/lib/aarch64-linux-gnu"
  ]

  let directory: TemporaryDirectory
  let certificates: Certificates
  let users: [String]
  let keepsFoldersBelowInbox: Bool
  let imapPort: Int
  let imapsPort: Int

  func write() async throws {
    for folder in ["proc", "db", "socket", "log", "msg", "user", "quota"] {
      try directory.makeFolder("state/\(folder)")
    }
    try directory.makeFolder("mail")
    let owner = MailOwner.current
    try directory.write(settings(owner), to: "imapd.conf")
    try directory.write(services, to: "cyrus.conf")
    for user in users { try await admit(user) }
    try owner.takeOver(directory.path)
  }

  private func admit(_ user: String) async throws {
    let run = try await Program.run(
      "\(Cyrus.programs)/usr/sbin/saslpasswd2",
      ["-p", "-c", "-u", "localhost", "-f", directory.path("sasldb"), user],
      environment: Self.environment, standardInput: Dovecot.password.utf8)
    guard run.succeeded else { throw TestKitError("saslpasswd2: \(run.end): \(run.errors)") }
  }

  private func settings(_ owner: MailOwner) -> String {
    """
    configdirectory: \(directory.path)/state
    partition-default: \(directory.path)/mail
    defaultpartition: default
    cyrus_user: \(owner.name)
    servername: localhost
    allowplaintext: yes
    sasl_pwcheck_method: auxprop
    sasl_auxprop_plugin: sasldb
    sasl_sasldb_path: \(directory.path)/sasldb
    sasl_mech_list: PLAIN LOGIN
    altnamespace: \(keepsFoldersBelowInbox ? "no" : "yes")
    unixhierarchysep: \(keepsFoldersBelowInbox ? "no" : "yes")
    autocreate_quota: 1048576
    duplicatesuppression: no
    failedloginpause: 0
    idlesocket: \(directory.path)/idle
    tls_server_cert: \(certificates.server)
    tls_server_key: \(certificates.serverKey)

    """
  }

  private var services: String {
    let options = "-C \(directory.path)/imapd.conf"
    return """
      START {
        recover cmd="\(Self.binaries)/ctl_cyrusdb \(options) -r"
      }
      DAEMON {
        idled cmd="\(Self.binaries)/idled \(options)"
      }
      SERVICES {
        imap cmd="\(Self.binaries)/imapd \(options)" listen="127.0.0.1:\(imapPort)" prefork=1
        imaps cmd="\(Self.binaries)/imapd \(options) -s" listen="127.0.0.1:\(imapsPort)" prefork=1
      }

      """
  }
}
