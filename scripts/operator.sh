# Sourced by test-install: what an operator does on the machine, and what is to be seen there. A
# function's status is the answer, what it prints is for whoever asks why; each is a chain of &&,
# since `set -e` says nothing within a condition.

daemons=(ingest remind web)
services=("${daemons[@]/#/minicrm-}")
unit_files=(/lib/systemd/system/minicrm{.target,-scrub.timer,-{ingest,remind,web,scrub}.service})

# --- installing --------------------------------------------------------------------------------

install_package() { # [OPTION...]
  inside apt-get -q -y install --no-install-recommends "$@" "/root/${package##*/}"
}
needs_only_debian() {
  local libraries
  libraries=$(inside ldd /usr/bin/minicrm) && echo "$libraries" &&
    ! grep -qiE 'not found|swift|foundation' <<<"$libraries"
}
has_version() { [[ $(inside minicrm --version) == "$(dpkg-deb --field "$package" Version)" ]]; }
has_no_shell() { inside getent passwd minicrm | grep ':/usr/sbin/nologin$'; }
has_owner() { # OWNER MODE FILE
  local seen
  seen=$(inside stat --format='%U %a' "$3") && echo "$3: $seen" && [[ $seen == "$1 $2" ]]
}
has_owners() {
  has_owner root 644 /etc/minicrm/minicrm.yaml && has_owner root 700 /etc/minicrm/credentials &&
    has_owner minicrm 700 /var/lib/minicrm
}
nothing_runs() {
  local daemon
  for daemon in "${daemons[@]}"; do
    is_inactive "$daemon" || return
    [[ $(property "$daemon" UnitFileState) == disabled ]] || return
  done
  [[ $(inside systemctl is-enabled minicrm-scrub.timer) == disabled ]] &&
    [[ -z $(ls -A "$machine/var/lib/minicrm") ]]
}
verifies() {
  local complaints
  complaints=$(inside systemd-analyze verify "${unit_files[@]}" 2>&1) || true
  echo "$complaints"
  [[ -z $complaints ]]
}
is_exposed_little() { # the threshold is in tenths
  inside systemd-analyze security --no-pager --offline=yes --threshold=15 "${unit_files[@]:2}"
}

# --- the daemons -------------------------------------------------------------------------------

property() { inside systemctl show --property="$2" --value "minicrm-$1.service"; } # DAEMON NAME
is_ready() { [[ $(property "$1" ActiveState)/$(property "$1" SubState) == active/running ]]; }
is_inactive() { [[ $(property "$1" ActiveState) == inactive ]]; }
# The units are of Type=notify: this waits for READY.
start_daemons() {
  inside systemctl enable --now minicrm.target "${services[@]}" && are_ready
}
# By the settings as they are shipped there are neither reminders nor pages.
without_work() {
  local daemon
  for daemon in remind web; do
    inside systemctl start "minicrm-$daemon.service" &&
      is_inactive "$daemon" || return
  done
  [[ -z $(inside systemctl --failed --plain --no-legend 'minicrm-*') ]] &&
    journal_says 'not started: the settings'
}
are_confined() {
  local daemon status
  for daemon in "${daemons[@]}"; do
    status=$(inside cat "/proc/$(property "$daemon" MainPID)/status") && echo "$status" &&
      grep -q '^NoNewPrivs:.*1$' <<<"$status" && grep -q '^Seccomp:.*2$' <<<"$status" &&
      grep -q '^CapBnd:[[:space:]]*0*$' <<<"$status" || return
  done
}
finds_nothing() {
  inside systemd-run --quiet --pipe --wait --property=User=minicrm \
    --property=LoadCredential=minicrm:/etc/minicrm/credentials minicrm doctor
}
scrubs() {
  inside systemctl enable --now minicrm-scrub.timer &&
    inside systemctl is-active minicrm-scrub.timer &&
    inside systemctl start minicrm-scrub.service &&
    [[ $(property scrub Result) == success ]]
}
# Root's commands have to be made the owner's.
refuses_root() {
  local said
  ! said=$(inside minicrm company list 2>&1) && echo "$said" &&
    grep -q 'runuser -u minicrm -- minicrm' <<<"$said"
}
# For whoever wants to know; no more than the daemons have grown to by then.
tell_memory() {
  local daemon
  for daemon in "${daemons[@]}"; do
    inside grep VmRSS "/proc/$(property "$daemon" MainPID)/status" |
      awk -v daemon="$daemon" '{ printf "minicrm-%s: %.1f MB resident\n", daemon, $2 / 1024 }'
  done
}
# Notes the process of each, so that one can tell whether it's another.
declare -A known
remember() {
  local daemon
  for daemon in "${daemons[@]}"; do known[$daemon]=$(property "$daemon" MainPID); done
}
is_another() { [[ $(property "$1" MainPID) != "${known[$1]}" ]] && is_ready "$1"; }
is_same() { [[ $(property "$1" MainPID) == "${known[$1]}" ]] && is_ready "$1"; }
# all TEST: it holds for every daemon.
all() {
  local daemon
  for daemon in "${daemons[@]}"; do "$1" "$daemon" || return; done
}
are_ready() { all is_ready; }
are_others() { all is_another; }
are_same() { all is_same; }
recover_from() { # SIGNAL SECONDS
  remember
  inside systemctl kill --kill-who=main --signal="$1" "${services[@]}" &&
    eventually "$2" 'all are ready again' are_others
}
# As shipped it waits for minutes.
hurry_watchdog() {
  local service
  for service in "${services[@]}"; do
    inside mkdir -p "/run/systemd/system/$service.service.d"
    printf '[Service]\nWatchdogSec=10s\n' |
      inside tee "/run/systemd/system/$service.service.d/watchdog.conf" >/dev/null
  done
  inside systemctl daemon-reload
  inside systemctl restart "${services[@]}"
}
journal_says() { inside journalctl --no-pager --unit='minicrm-*' --grep="$1"; }

# --- settings ----------------------------------------------------------------------------------

write_settings() { # [MORE MAILBOXES]
  cat >"$machine/etc/minicrm/minicrm.yaml" <<END
store:
  directory: /var/lib/minicrm
mail:
  address: "{company}-{token}@in.example.fi"
smtp:
  url: smtp://127.0.0.1:$smtp_port
  tls: none
  from: "Mini-CRM <muistutus@in.example.fi>"
web:
  listen: ${pages_at:-127.0.0.1:8080}
  origin: $origin
mailboxes:
  - name: documents
    url: imaps://localhost:$imap_port
    username: documents
    password: { credential: imap-documents }
    caFile: /etc/minicrm/ca.pem
${1:-}
END
}
write_secret() { # NAME SECRET
  printf '%s\n' "$2" >"$machine/etc/minicrm/credentials/$1"
  chmod 600 "$machine/etc/minicrm/credentials/$1"
}
reads_another_folder() { # how many documents there are then
  remember
  write_settings "\
  - name: archive
    url: imaps://localhost:$imap_port
    username: documents
    password: { credential: imap-documents }
    caFile: /etc/minicrm/ca.pem
    folder: Arkisto"
  compose "lasku-$1" && inside doveadm -c /srv/mail/dovecot.conf mailbox create -u documents Arkisto &&
    inside doveadm -c /srv/mail/dovecot.conf save -u documents -m Arkisto "/srv/lasku-$1.eml" &&
    inside systemctl reload "${services[@]}" && becomes_document "lasku-$1" "$1" && are_same
}
refuses_wrong_settings() { # how many documents there are then
  local right=$machine/etc/minicrm/minicrm.yaml
  cp "$right" "$place/right.yaml" && echo 'mailboxen: []' >>"$right" &&
    inside systemctl reload "${services[@]}" &&
    eventually 10 'the journal names the wrong key' journal_says mailboxen &&
    eventually 10 'the status tells of it' says_settings_before &&
    cp "$place/right.yaml" "$right" && arrives "lasku-$1" "$1" && are_same
}
says_settings_before() { [[ $(property ingest StatusText) == *'settings before'* ]]; }

# --- mail --------------------------------------------------------------------------------------

# Sets imap_port and smtp_port.
start_mail_servers() {
  cat >"$machine/srv/mail-servers" <<'END'
set -euo pipefail
place=/srv/mail
mkdir -p "$place"
source /srv/scripts/mail-servers.sh
start_dovecot
start_postfix
cp "$place/ca.pem" /etc/minicrm/ca.pem
printf 'imap_port=%s smtp_port=%s\n' "$imap_port" "$smtp_port" >/srv/ports
wait
END
  inside systemd-run --quiet --unit=mail-servers bash /srv/mail-servers
  eventually 60 'the mail servers answer' test -s "$machine/srv/ports"
  source "$machine/srv/ports"
}
# A mail to the company whose one attachment is NAME.pdf, which stays to be compared with.
compose() { # NAME
  printf '%%PDF-1.4\n%% %s\n%%%%EOF\n' "$1" >"$machine/srv/$1.pdf"
  {
    printf '%s\n' 'From: Toimittaja Oy <laskutus@toimittaja.example>' "To: $address" \
      "Subject: $1" "Message-ID: <$1@toimittaja.example>" 'MIME-Version: 1.0' \
      'Content-Type: application/pdf' "Content-Disposition: attachment; filename=$1.pdf" \
      'Content-Transfer-Encoding: base64' ''
    base64 "$machine/srv/$1.pdf"
  } | sed 's/$/\r/' >"$machine/srv/$1.eml"
}
arrives() { # NAME NUMBER
  compose "$1" &&
    inside curl --silent --show-error --url "smtp://127.0.0.1:$smtp_port/toimittaja.example" \
      --mail-from laskutus@toimittaja.example --mail-rcpt "$address" --upload-file "/srv/$1.eml" &&
    becomes_document "$1" "$2"
}
# NAME.pdf is the document of that number, byte for byte, and no more documents are there.
becomes_document() { # NAME NUMBER
  eventually 30 "$1.pdf is document $2" has_documents "$2" &&
    minicrm document export "$2" | cmp - "$machine/srv/$1.pdf"
}
is_reminded() {
  # At midnight: at any other hour it would depend on the time of day whether it is due yet.
  minicrm person add --company acme --name 'Matti Meikäläinen' --email matti@in.example.fi \
    --reminder-at 00:00 --reminder-days 0 &&
    minicrm task add --company acme --person matti@in.example.fi \
      --description 'Soita tarjouksesta' --date "$(TZ=Europe/Helsinki date +%F)" &&
    eventually 90 'the reminder is sent' has_sent_reminder &&
    eventually 30 'it is in the mailbox' \
      grep -rqs '^Delivered-To: matti@in.example.fi' "$machine/srv/mail/mail"
}
has_sent_reminder() { minicrm reminder list --state sent --json | grep '"sent"'; }

# --- the pages ---------------------------------------------------------------------------------

origin=http://127.0.0.1:8080
# pages PATH OPTION...: asks for a page as somebody who has logged in, where somebody has.
pages() {
  local path=$1
  shift
  inside curl --silent --show-error --fail --cookie /root/session --cookie-jar /root/session \
    "$@" "$origin$path"
}
answers() { [[ $(pages /healthz) == ok ]]; }
# The previewer starts with the first who comes, and would show a file to whoever has its socket.
has_previewer() {
  [[ $(inside systemctl is-active minicrm-preview.socket) == active ]] &&
    finds_nothing | grep 'page images: previewer: one listens at /run/minicrm/preview.sock'
}
# By the link of an invitation, which is printed here as somebody would read it in the mail.
logs_in() {
  local person link
  person=$(minicrm person add --company acme --name 'Liisa Pomo' --email liisa@acme.example \
    --role admin --json | value id) &&
    link=$(minicrm person invite "$person" --print --json | value url) &&
    [[ $link == "$origin/password/"* ]] &&
    pages "${link#"$origin"}" | grep -q '<form' &&
    pages "${link#"$origin"}" --header "Origin: $origin" --output /dev/null \
      --data-urlencode 'password=pitkä ja hyvä' && sees_inbox lasku-1
}
# Saapuneet with the document in it, still logged in.
sees_inbox() { # NAME
  local page
  page=$(pages /acme/documents) && echo "$page" && grep -q '<h1>Saapuneet</h1>' <<<"$page" &&
    grep -q "$1" <<<"$page"
}
# In a browser, by the person who has logged in before; the log has the filing and its undoing.
files_in_browser() {
  local entries
  echo 'pitkä ja hyvä' | in_browser "$origin" liisa@acme.example 'Selain Oy' &&
    entries=$(minicrm log search --company acme --person liisa@acme.example --json) &&
    grep -q '"documentAssigned"' <<<"$entries" && grep -q '"documentReturned"' <<<"$entries" &&
    sees_inbox lasku-1
}
# A session outlives whatever becomes of the daemon.
stays_logged_in() { # NAME
  eventually 10 'the pages answer' answers && sees_inbox "$1"
}
# At a Unix socket, which the group of the daemons may use, as a proxy does.
moves_to_socket() {
  remember
  pages_at=unix:/run/minicrm-web/web.sock write_settings &&
    inside systemctl reload minicrm-web.service &&
    eventually 10 'the pages answer at their socket' answers_at_socket && is_same web &&
    ! answers && write_settings && inside systemctl reload minicrm-web.service &&
    eventually 10 'the pages answer at their port' answers && is_same web
}
answers_at_socket() {
  [[ $(inside setpriv --reuid nobody --regid minicrm --clear-groups curl --silent --fail \
    --unix-socket /run/minicrm-web/web.sock http://localhost/healthz) == ok ]]
}

# --- the store ---------------------------------------------------------------------------------

minicrm() { inside runuser -u minicrm -- minicrm "$@"; }
# The first value of a key in a command's JSON.
value() { sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1; }
has_documents() { # NUMBER
  local documents
  documents=$(minicrm document list --company acme --json) &&
    [[ $(grep -o '"sha256"' <<<"$documents" | wc -l) == "$1" ]]
}
is_all_there() { has_documents "$1" && minicrm log verify --company acme; } # NUMBER

# --- the end -----------------------------------------------------------------------------------

stop_daemons() {
  local daemon before took
  before=$(date +%s%N)
  inside systemctl stop minicrm.target "${services[@]}" || return
  took=$((($(date +%s%N) - before) / 1000000))
  echo "all stopped in $took ms"
  ((took < 5000)) || return
  for daemon in "${daemons[@]}"; do
    [[ $(property "$daemon" Result)/$(property "$daemon" ExecMainStatus) == success/0 ]] || return
  done
}
upgrade() {
  local settings
  settings=$(cat "$machine/etc/minicrm/minicrm.yaml")
  remember
  install_package --reinstall && eventually 30 'all are ready again' are_others &&
    [[ $(cat "$machine/etc/minicrm/minicrm.yaml") == "$settings" ]]
}
upgrade_stopped() {
  install_package --reinstall && all is_inactive
}
is_gone() { ! inside test -e "/proc/${known[$1]}"; }
remove_package() {
  inside systemctl start "${services[@]}" && remember &&
    inside apt-get -q -y remove minicrm && ! test -e "$machine/usr/bin/minicrm" &&
    all is_gone && inside test -e /etc/minicrm/minicrm.yaml -a -e /etc/minicrm/credentials/imap-documents \
      -a -e /var/lib/minicrm/minicrm.sqlite
}
purge_package() {
  inside apt-get -q -y purge minicrm && ! inside test -e /etc/minicrm &&
    inside test -e /var/lib/minicrm/minicrm.sqlite &&
    [[ -z $(inside find /etc/systemd /lib/systemd -name '*minicrm*') ]]
}
