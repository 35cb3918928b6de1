/// `smtp`: the server that takes outgoing mail.
struct SMTPSettings: Sendable {
  var url: String
  var requiresTLS: Bool
  var caFile: String?
  /// Both nil on a server that asks for none.
  var username: String?
  var password: SecretSource?
  /// The reminders' sender, as in a From field.
  var from: String
  /// At most so many at once, a process.
  var connections: Int
  var timeout: Duration

  init(_ node: SettingsNode) throws(SettingsError) {
    var section = try node.section()
    url = try section.require("url").text()
    requiresTLS = try section.take("tls")?.choice(of: TLSRequirement.self) != TLSRequirement.none
    caFile = try section.take("caFile")?.text()
    username = try section.take("username")?.text()
    password = try section.take("password")?.secretSource()
    from = try section.require("from").text()
    connections = try section.take("connections")?.integer(in: 1...100) ?? 4
    timeout = try section.take("timeout")?.duration() ?? .seconds(60)
    try section.finish()
  }
}

/// `tls`.
enum TLSRequirement: String, CaseIterable {
  case required
  /// No TLS; a password goes to loopback only.
  case none
}
