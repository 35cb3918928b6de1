# Sourced by test-install: a Debian 12 made for the test in $place/machine and booted, with its own
# systemd, users and network; that network reaches nothing but itself.

machine=$place/machine

# The mirror of Debian that apt uses here.
mirror() {
  apt-get indextargets --format '$(SITE)' \
    'Created-By: Packages' 'Codename: bookworm' 'Component: main' | head -n 1
}

# Runs in the machine's folder before it is booted, with the network of this system.
in_folder() {
  env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$machine" "$@" >>"$place/make.log" 2>&1
}

# make_machine PACKAGE...: the least Debian that boots, with these packages; none of them is started.
make_machine() {
  local proxy
  proxy=$(apt-config dump --format '%v' Acquire::http::Proxy)
  [[ -z $proxy ]] || export http_proxy=$proxy
  debootstrap --variant=minbase --include=dbus,systemd,systemd-sysv bookworm "$machine" \
    "${MINICRM_DEBIAN_MIRROR:-$(mirror)}" >"$place/make.log" 2>&1
  printf '127.0.0.1 localhost\n' >"$machine/etc/hosts"
  printf '#!/bin/sh\nexit 101\n' >"$machine/usr/sbin/policy-rc.d"
  chmod 755 "$machine/usr/sbin/policy-rc.d"
  in_folder sh -c 'echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections'
  in_folder apt-get -q -y install --no-install-recommends "$@"
  in_folder systemctl disable dovecot.service dovecot.socket postfix.service
  rm "$machine/usr/sbin/policy-rc.d"
}

# fetch_needs FILE.deb: what the package needs waits in the machine for the time without a network.
fetch_needs() { in_folder apt-get -q -y install --no-install-recommends --download-only "$1"; }

boot_machine() {
  local keep=()
  # Where systemd runs, it gives the machine a place among its control groups.
  [[ -d /run/systemd/system ]] || keep=(--keep-unit)
  systemd-nspawn --quiet --directory="$machine" --register=no "${keep[@]}" --private-network \
    --console=pipe --bind-ro="$PWD/scripts:/srv/scripts" --boot </dev/null \
    >"$place/console.log" 2>&1 &
  nspawn=$!
  eventually 120 'the machine is up' is_up
}

# Sets leader, the process that is the machine's first; another one may make it, and is found before.
is_up() {
  leader=$(tr -d ' ' <"/proc/$nspawn/task/$nspawn/children")
  [[ -n $leader && $(inside systemctl is-system-running) == @(running|degraded) ]]
}

# Runs in the machine as its root.
inside() {
  timeout 120 nsenter --target "$leader" --mount --uts --ipc --net --pid --cgroup --wd=/ -- \
    /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# in_browser ORIGIN EMAIL CUSTOMER: files a document of the pages there. The browser is this
# system's, in the machine's network.
in_browser() {
  timeout 120 nsenter --target "$leader" --net -- env TMPDIR="$place" scripts/file-in-browser "$@"
}

# Shuts the machine down and waits until it is gone.
stop_machine() {
  [[ -n ${nspawn:-} ]] || return 0
  kill -TERM "$nspawn" 2>/dev/null || true
  timeout 30 tail --pid="$nspawn" -f /dev/null || kill -KILL "$nspawn" 2>/dev/null || true
  wait "$nspawn" 2>/dev/null || true
}
