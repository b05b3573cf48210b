#!/usr/bin/env bash
# GNU parallel over two hosts: SSH servers on two addresses of a network namespace where nothing but loopback is there, in a throw-away layer
# over this system. Each reads the logs it is sent; the tallies come back and are merged.
#
#   parallel.sh OUT NODE PROGRAM    reads OUT/*.log; leaves OUT/merged.json, and OUT/hosts, who read which
set -euo pipefail
out=$1 node=$2 program=$3
. "$(dirname "${BASH_SOURCE[0]}")/layer.sh"

own_namespaces "$@"
open_layer parallel openssh-server openssh-client rsync iproute2
own_network "$@"

work=$root/parallel
home=$root$(getent passwd 0 | cut -d: -f6)
mkdir -p "$work/logs" "$root/run/sshd" "$home/.ssh" "$home/.parallel"
cp "$out"/*.log "$work/logs/"
# What the program loads lies beside it.
cp "$program" "$work/bounce-lens.cjs"
cp -R "${program%.cjs}" "$work/"
printf '#!/bin/sh\nexec "%s" /parallel/bounce-lens.cjs "$@"\n' "$node" > "$root/usr/local/bin/bounce-lens"
chmod 755 "$root/usr/local/bin/bounce-lens"
: > "$home/.parallel/will-cite"

chroot "$root" ssh-keygen -q -t ed25519 -N '' -f /parallel/host-key
chroot "$root" ssh-keygen -q -t ed25519 -N '' -f /parallel/user-key
chmod 700 "$home/.ssh"
cp "$work/user-key.pub" "$home/.ssh/authorized_keys"
for host in 127.0.0.2 127.0.0.3; do
  # SetEnv says which host a command runs on: the two share this system's files.
  chroot "$root" "$(command -v sshd)" -f /dev/null -h /parallel/host-key -o ListenAddress="$host" -o PidFile=none -o UsePAM=no \
    -o StrictModes=no -o PermitRootLogin=yes -o SetEnv="READ_BY=$host" -o MaxStartups=100
done
printf 'Host *\n  IdentityFile /parallel/user-key\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n' > "$home/.ssh/config"

chroot "$root" env HOME=/root SHELL=/bin/bash PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin bash -euo pipefail -c '
  cd /parallel/logs
  ls *.log | parallel --sshlogin 2/127.0.0.2,2/127.0.0.3 --transferfile {} --cleanup \
    "echo \$READ_BY {} >> /parallel/hosts; bounce-lens triage --format tally {}" | bounce-lens merge - > /parallel/merged.json'
cp "$work/merged.json" "$work/hosts" "$out/"
