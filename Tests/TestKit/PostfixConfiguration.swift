import Glibc

/// The files that a private Postfix starts from.
struct PostfixConfiguration {
  let directory: TemporaryDirectory
  let dovecot: Dovecot
  let domain: String
  let port: Int
  let submissionPort: Int
  let submissionsPort: Int

  func write() throws {
    try directory.write(main, to: "etc/main.cf")
    try directory.write(services, to: "etc/master.cf")
    try directory.makeFolder("queue")
    let data = try directory.makeFolder("data", mode: 0o700)
    guard let owner = getpwnam("postfix")?.pointee, chown(data, owner.pw_uid, owner.pw_gid) == 0
    else { throw TestKitError("\(data): there is no user 'postfix', or \(lastSystemError())") }
  }

  private var main: String {
    """
    compatibility_level = 3.6
    queue_directory = \(directory.path)/queue
    data_directory = \(directory.path)/data
    maillog_file = \(directory.path)/postfix.log
    maillog_file_prefixes = \(directory.path)
    inet_interfaces = 127.0.0.1
    inet_protocols = ipv4
    myhostname = mx.example.fi
    mydestination =
    mynetworks = 127.0.0.0/8
    local_recipient_maps =
    local_transport = error:no local mail here
    alias_maps =
    alias_database =
    virtual_mailbox_domains = \(domain)
    virtual_mailbox_maps = static:all
    virtual_transport = lmtp:inet:127.0.0.1:\(dovecot.lmtpPort)
    # One recipient a delivery: only then does Dovecot write Delivered-To.
    lmtp_destination_recipient_limit = 1
    default_transport = error:mail for the world does not leave this machine
    smtpd_relay_restrictions = reject_unauth_destination
    smtpd_tls_cert_file = \(dovecot.certificates.server)
    smtpd_tls_key_file = \(dovecot.certificates.serverKey)
    smtpd_sasl_type = dovecot
    smtpd_sasl_path = \(dovecot.saslSocket)
    message_size_limit = 0
    mailbox_size_limit = 0

    """
  }

  private var services: String {
    """
    127.0.0.1:\(port) inet n - n - - smtpd
    127.0.0.1:\(submissionPort) inet n - n - - smtpd
      -o smtpd_tls_security_level=encrypt \(usersOnly)
    127.0.0.1:\(submissionsPort) inet n - n - - smtpd
      -o smtpd_tls_wrappermode=yes \(usersOnly)
    cleanup  unix n - n - 0 cleanup
    qmgr     unix n - n 300 1 qmgr
    rewrite  unix - - n - - trivial-rewrite
    bounce   unix - - n - 0 bounce
    defer    unix - - n - 0 bounce
    trace    unix - - n - 0 bounce
    verify   unix - - n - 1 verify
    flush    unix n - n 1000? 0 flush
    proxymap unix - - n - - proxymap
    smtp     unix - - n - - smtp
    error    unix - - n - - error
    retry    unix - - n - - error
    lmtp     unix - - n - - lmtp
    anvil    unix - - n - 1 anvil
    scache   unix - - n - 1 scache
    tlsmgr   unix - - n 1000? 1 tlsmgr
    postlog  unix-dgram n - n - 1 postlogd

    """
  }

  /// Options of a service that takes mail from those who have logged in only.
  private var usersOnly: String {
    "-o smtpd_sasl_auth_enable=yes -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject"
  }
}
