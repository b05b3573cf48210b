#!/usr/bin/env bash
# A real Postfix for a minute: installed from Debian's packages into a throw-away layer over this system, run in network,
# mount and process namespaces of its own, where nothing but loopback is there. Nothing of this machine is changed.
#
#   postfix.sh OUT    leaves OUT/mail.log and OUT/bounces/*.eml
set -euo pipefail
out=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/layer.sh"

own_namespaces "$@"
open_layer postfix iproute2
own_network "$@"

chroot "$root" id agent > /dev/null 2>&1 || chroot "$root" useradd --create-home agent
rm -rf "$root"/home/agent/Maildir "$root"/var/log/mail.log

: > "$root/etc/hosts"; : > "$root/etc/postfix/transport"
echo '127.0.0.1 localhost mail.example.org' >> "$root/etc/hosts"
while read -r domain host address; do
  echo "$address $host" >> "$root/etc/hosts"
  echo "$domain smtp:[$host]" >> "$root/etc/postfix/transport"
done < "$out/hosts"
echo mail.example.org > "$root/etc/mailname"

configure() { chroot "$root" postconf -e "$@"; }
configure 'compatibility_level = 3.6' 'maillog_file = /var/log/mail.log' 'myhostname = mail.example.org' 'myorigin = support.example.org'
configure 'mydestination = support.example.org, mail.example.org, localhost' 'inet_interfaces = 127.0.0.1' 'inet_protocols = ipv4'
configure 'mynetworks = 127.0.0.1/32' 'home_mailbox = Maildir/' 'alias_maps =' 'alias_database =' 'smtp_tls_security_level = none'
configure 'smtp_dns_support_level = disabled' 'smtp_host_lookup = native' 'transport_maps = texthash:/etc/postfix/transport'
configure 'smtpd_peername_lookup = no' 'smtp_connect_timeout = 3s' 'smtp_helo_timeout = 3s' 'smtp_bind_address = 127.0.0.1'
configure 'delay_warning_time = 4s' 'queue_run_delay = 2s' 'minimal_backoff_time = 2s' 'maximal_backoff_time = 4s'
# What hands in through 127.0.0.3 is a stranger.
chroot "$root" postconf -F '*/*/chroot=n'
chroot "$root" postconf -M -e '127.0.0.3:25/inet=127.0.0.3:25 inet n - n - - smtpd -o mynetworks='
chroot "$root" postconf -M -e '127.0.0.1:25/inet=127.0.0.1:25 inet n - n - - smtpd'
chroot "$root" postconf -M -X 'smtp/inet'
chroot "$root" postfix start > /dev/null 2>&1 < /dev/null || { chroot "$root" postfix check; echo "Postfix did not start" >&2; exit 5; }

node --import tsx "$here/inside.ts" "$root/var/log/mail.log" || { tail -n 40 "$root/var/log/mail.log" >&2; exit 5; }

chroot "$root" postfix stop > /dev/null 2>&1
cp "$root/var/log/mail.log" "$out/mail.log"
mkdir -p "$out/bounces"
for bounce in "$root"/home/agent/Maildir/new/*; do cp "$bounce" "$out/bounces/$(basename "$bounce" | tr -c 'A-Za-z0-9\n' -).eml"; done
