# Sourced by the scripts beside it: a throw-away layer over this system, in memory, that Debian's packages can be installed into
# without changing the machine. To be used in a mount namespace of its own (`unshare --mount`), with which it goes.

# Says why this machine cannot run real servers, and ends.
require_debian_root() {
  [ "$(id -u)" = 0 ] || { echo "real mail servers need root (namespaces, packages): run as root" >&2; exit 3; }
  command -v apt-get > /dev/null || { echo "real mail servers come from Debian's packages: there is no apt-get here" >&2; exit 3; }
}

# open_layer PACKAGE…: mounts the layer at $root and installs the packages there; no service starts by itself.
open_layer() {
  local base=/run/bounce-lens-servers log=/run/bounce-lens-servers/install.log
  root=$base/root
  hostname mail.example.org
  mount --make-rprivate /
  mkdir -p "$base"
  mount -t tmpfs tmpfs "$base"
  mkdir "$base"/{upper,work,root}
  mount -t overlay overlay -o "lowerdir=/,upperdir=$base/upper,workdir=$base/work" "$root"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  cat /etc/resolv.conf > "$root/etc/resolv.conf" 2> /dev/null || true
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  install_packages "$@" > "$log" 2>&1 || { chroot "$root" apt-get update -qq >> "$log" 2>&1 && install_packages "$@" >> "$log" 2>&1; } || { cat "$log" >&2; exit 4; }
}

install_packages() {
  chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" < /dev/null
}
