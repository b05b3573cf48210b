# Sourced by the scripts beside it: a throw-away layer over this system, in memory, that Debian's packages can be installed into
# without changing the machine. It goes with the namespaces of the script.

# own_namespaces "$@": the script starts anew in mount, process and host name namespaces of its own; all of it ends with them.
own_namespaces() {
  if [ "${LAYER_STAGE:-}" = "" ]; then
    require_debian_root
    LAYER_STAGE=layer exec unshare --mount --pid --uts --fork --kill-child -- bash "$0" "$@"
  fi
  mount -t proc proc /proc
}

# own_network "$@", once the layer is open, with iproute2 in it: and once more where no network but loopback is there.
own_network() {
  [ "$LAYER_STAGE" = network ] || LAYER_STAGE=network exec unshare --net --pid --mount --fork --kill-child -- bash "$0" "$@"
  mount -t proc proc "$root/proc"
  chroot "$root" ip link set lo up
}

# Says why this machine cannot run real servers, and ends.
require_debian_root() {
  [ "$(id -u)" = 0 ] || { echo "real mail servers need root (namespaces, packages): run as root" >&2; exit 3; }
  command -v apt-get > /dev/null || { echo "real mail servers come from Debian's packages: there is no apt-get here" >&2; exit 3; }
}

# open_layer PACKAGE…: mounts the layer at $root and installs the packages there; no service starts by itself.
open_layer() {
  local base=/run/bounce-lens-servers log=/run/bounce-lens-servers/install.log
  root=$base/root
  [ "$LAYER_STAGE" = layer ] || return 0
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
