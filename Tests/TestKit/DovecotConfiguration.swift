import Foundation

/// The files that a private Dovecot starts from. Started as root its processes run as the users
/// that the distribution made for them and mail belongs to `mail`; started by another user
/// everything runs as that user.
struct DovecotConfiguration {
  let directory: TemporaryDirectory
  let certificates: Certificates
  let users: [String]
  let offersMove: Bool
  let imapPort: Int
  let imapsPort: Int
  let lmtpPort: Int
  /// The URL where tokens are asked about; nil where only passwords log in.
  let tokenServer: String?

  func write() throws {
    let owner = MailOwner.current
    for user in users {
      for folder in ["Maildir/cur", "Maildir/new", "Maildir/tmp"] {
        try directory.makeFolder("mail/\(user)/\(folder)", mode: 0o700)
      }
    }
    try owner.takeOver(directory.path("mail"))
    let lines = users.map { user in
      "\(user):{PLAIN}\(Dovecot.password):::::"
    }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "users")
    try directory.write(text(owner), to: "dovecot.conf")
    if let tokenServer {
      try directory.write(
        """
        introspection_mode = post
        introspection_url = \(tokenServer)/introspect
        username_attribute = username
        active_attribute = active
        active_value = true
        tokeninfo_url =

        """, to: "oauth2")
    }
  }

  private var tokenPassdb: String {
    """
    passdb {
      driver = oauth2
      mechanisms = xoauth2 oauthbearer
      args = \(directory.path)/oauth2
    }
    """
  }

  private func text(_ owner: MailOwner) -> String {
    """
    base_dir = \(directory.path)/run
    state_dir = \(directory.path)/state
    log_path = \(directory.path)/dovecot.log
    protocols = imap lmtp
    listen = 127.0.0.1
    default_client_limit = 1000
    default_process_limit = 50
    mail_max_userip_connections = 100

    ssl = yes
    ssl_cert = <\(certificates.server)
    ssl_key = <\(certificates.serverKey)

    disable_plaintext_auth = no
    auth_mechanisms = plain login\(tokenServer == nil ? "" : " xoauth2 oauthbearer")
    auth_failure_delay = 0
    auth_username_chars =
    \(tokenServer == nil ? "" : tokenPassdb)
    passdb {
      driver = passwd-file
      args = scheme=PLAIN \(directory.path)/users
    }
    userdb {
      driver = passwd-file
      args = \(directory.path)/users
      override_fields = \(owner.fields) home=\(directory.path)/mail/%u
    }
    userdb {
      driver = static
      args = \(owner.fields) home=\(directory.path)/mail/\(users[0]) allow_all_users=yes
    }

    \(offersMove ? "" : "imap_capability = IMAP4rev1 UIDPLUS IDLE NAMESPACE LITERAL+")
    mail_location = maildir:~/Maildir
    mail_fsync = never
    first_valid_uid = 1
    service imap-login {
      process_min_avail = 1
      service_count = 0
      inet_listener imap {
        port = \(imapPort)
      }
      inet_listener imaps {
        port = \(imapsPort)
        ssl = yes
      }
    }
    service imap {
      process_limit = 100
      service_count = 100
    }
    service lmtp {
      inet_listener lmtp {
        port = \(lmtpPort)
      }
    }
    # Where a Postfix asks who may log in.
    service auth {
      unix_listener \(directory.path)/sasl {
        mode = 0666
      }
    }
    # Many wrong passwords from one address would slow down the right ones.
    service anvil {
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
    \(owner.settings)
    """
  }
}
