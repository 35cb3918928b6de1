# Sourced by the demo: a private Dovecot and a private Postfix on loopback. All they read and write
# is under $place; nothing of the system's own mail servers is touched.

# Prints a TCP port of 127.0.0.1 that nobody listens on, from below those that the system hands out.
free_port() {
  local port
  while :; do
    port=$((RANDOM % 20000 + 10000))
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# wait_for WHAT SECONDS COMMAND...: asks every 50 ms until the command succeeds.
wait_for() {
  local what=$1 tries=$(($2 * 20))
  shift 2
  until "$@" 2>/dev/null; do
    ((tries-- > 0)) || { echo "demo: waited in vain for $what; the logs say:" >&2; show_logs; return 1; }
    sleep 0.05
  done
}

# The ends of all logs; they go with $place.
show_logs() { tail -n 20 "$place"/*.log "$place"/*.err >&2 2>/dev/null || true; }

answers() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

make_certificates() {
  local made=(-x509 -days 2 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256)
  openssl req "${made[@]}" -subj '/CN=Demo CA' -keyout "$place/ca.key" -out "$place/ca.pem" \
    -addext keyUsage=critical,keyCertSign 2>"$place/openssl.log"
  openssl req "${made[@]}" -subj /CN=localhost -keyout "$place/server.key" \
    -out "$place/server.pem" -CA "$place/ca.pem" -CAkey "$place/ca.key" \
    -addext subjectAltName=DNS:localhost 2>>"$place/openssl.log"
}

# Sets token_port: a token server that the Dovecot started after it asks whose a token is.
start_token_server() {
  token_port=$(free_port)
  perl scripts/demo-token-server "$token_port" documents 2>"$place/tokens.err" &
  token_id=$!
  wait_for 'the token server' 10 answers "$token_port"
  cat >"$place/oauth2" <<END
introspection_mode = post
introspection_url = http://127.0.0.1:$token_port/introspect
username_attribute = username
active_attribute = active
active_value = true
END
}

# Sets imap_port (TLS) and lmtp_port. Every address belongs to the one mailbox, `documents`.
start_dovecot() {
  local owner group unprivileged= by_token=
  if [[ -n ${token_port:-} ]]; then
    by_token="
      auth_mechanisms = plain login xoauth2 oauthbearer
      passdb {
        driver = oauth2
        mechanisms = xoauth2 oauthbearer
        args = $place/oauth2
      }"
  fi
  owner=$(id -u mail) group=$(id -g mail)
  if ((EUID != 0)); then
    owner=$EUID group=$(id -g)
    unprivileged="
      default_internal_user = $(id -un)
      default_internal_group = $(id -gn)
      default_login_user = $(id -un)
      service anvil {
        chroot =
      }
      service imap-login {
        chroot =
      }
      service stats {
        chroot =
      }"
  fi
  imap_port=$(free_port) lmtp_port=$(free_port)
  make_certificates
  mkdir -p "$place/mail"
  ((EUID != 0)) || chown mail:mail "$place/mail"
  echo 'documents:{PLAIN}demo:::::' >"$place/users"
  cat >"$place/dovecot.conf" <<END
base_dir = $place/dovecot
state_dir = $place/dovecot
log_path = $place/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <$place/server.pem
ssl_key = <$place/server.key
mail_location = maildir:$place/mail/Maildir
first_valid_uid = 1
$by_token
passdb {
  driver = passwd-file
  args = $place/users
}
userdb {
  driver = static
  args = uid=$owner gid=$group home=$place/mail allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = $imap_port
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp_port
  }
}
$unprivileged
END
  /usr/sbin/dovecot -F -c "$place/dovecot.conf" 2>"$place/dovecot.err" &
  dovecot_id=$!
  wait_for Dovecot 10 answers "$imap_port"
}

# Sets smtp_port. Takes mail for in.example.fi and hands it to Dovecot; root only.
start_postfix() {
  smtp_port=$(free_port)
  mkdir -p "$place/postfix" "$place/queue"
  install -d -o postfix -m 700 "$place/data"
  cat >"$place/postfix/main.cf" <<END
compatibility_level = 3.6
queue_directory = $place/queue
data_directory = $place/data
maillog_file = $place/postfix.log
maillog_file_prefixes = $place
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example.fi
mydestination =
mynetworks = 127.0.0.0/8
local_recipient_maps =
local_transport = error:no local mail here
alias_maps =
alias_database =
virtual_mailbox_domains = in.example.fi
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:$lmtp_port
lmtp_destination_recipient_limit = 1
default_transport = error:mail for the world does not leave this machine
smtpd_relay_restrictions = reject_unauth_destination
END
  cat >"$place/postfix/master.cf" <<END
127.0.0.1:$smtp_port inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
END
  /usr/sbin/postfix -c "$place/postfix" start-fg >"$place/postfix.err" 2>&1 &
  postfix_id=$!
  wait_for Postfix 20 answers "$smtp_port"
}

# Stops what was started and waits until it is gone.
stop_servers() {
  local master
  if [[ -n ${postfix_id:-} ]]; then
    # `postfix start-fg` waits for the master process but passes no signal on to it.
    master=$(tr -d ' ' <"$place/queue/pid/master.pid" 2>/dev/null || true)
    [[ -z $master ]] || kill "$master" 2>/dev/null || true
    kill "$postfix_id" 2>/dev/null || true
    wait "$postfix_id" 2>/dev/null || true
  fi
  if [[ -n ${token_id:-} ]]; then
    kill "$token_id" 2>/dev/null || true
    wait "$token_id" 2>/dev/null || true
  fi
  if [[ -n ${dovecot_id:-} ]]; then
    kill "$dovecot_id" 2>/dev/null || true
    wait "$dovecot_id" 2>/dev/null || true
  fi
}
