#!/usr/bin/env bash
# A real Roundcube on 127.0.0.1 with the mails of a folder in its inbox: Dovecot and Roundcube from Debian's packages, in a
# throw-away layer over this system. Says "ready" when it answers, and ends, with all of it, when its input does.
#
#   roundcube.sh FOLDER HTTP_PORT IMAP_PORT      user agent, any password
set -euo pipefail
folder=$1 http=$2 imap=$3
. "$(dirname "${BASH_SOURCE[0]}")/layer.sh"

own_namespaces "$@"
# A PHP that answers by itself comes first: it stands for the package php, which would bring a web server with it.
open_layer php-cli php-cgi
install_packages dovecot-imapd roundcube-core roundcube-sqlite3 php-sqlite3 php-intl php-mbstring php-xml sqlite3 > /dev/null 2>&1

chroot "$root" useradd --create-home agent
home=$root/home/agent
mkdir -p "$home"/Maildir/{cur,new,tmp} "$home"/{run,roundcube,temp}
for mail in "$folder"/*.eml; do cp "$mail" "$home/Maildir/cur/$(basename "$mail" .eml):2,"; done

cat > "$home/dovecot.conf" << CONF
protocols = imap
listen = 127.0.0.1
base_dir = /home/agent/run
log_path = /home/agent/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
default_internal_user = agent
default_internal_group = agent
default_login_user = agent
mail_location = maildir:/home/agent/Maildir
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=agent gid=agent home=/home/agent
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
CONF
cp "$root/etc/roundcube/defaults.inc.php" "$root/etc/roundcube/mimetypes.php" "$home/roundcube/"
cat > "$home/roundcube/config.inc.php" << CONF
<?php
\$config = ['db_dsnw' => 'sqlite:////home/agent/roundcube.sqlite?mode=0640', 'imap_host' => '127.0.0.1:$imap', 'smtp_host' => '127.0.0.1:1',
  'des_key' => 'a-key-of-24-bytes-for-it', 'plugins' => [], 'skin' => 'elastic', 'language' => 'en_US', 'log_dir' => '/home/agent/',
  'temp_dir' => '/home/agent/temp/', 'ip_check' => false];
CONF
chroot "$root" sqlite3 /home/agent/roundcube.sqlite < "$root/usr/share/dbconfig-common/data/roundcube/install/sqlite3"
chroot "$root" chown -R agent:agent /home/agent

chroot "$root" dovecot -F -c /home/agent/dovecot.conf < /dev/null > "$home/dovecot.out" 2>&1 &
chroot --userspec=agent:agent "$root" env RCUBE_CONFIG_PATH=/home/agent/roundcube/ PHP_CLI_SERVER_WORKERS=4 \
  php -d display_errors=0 -d error_log=/home/agent/php.log -d session.save_path=/home/agent/temp -S "127.0.0.1:$http" -t /var/lib/roundcube/public_html \
  < /dev/null > "$home/http.log" 2>&1 &

answers() { exec 3<> "/dev/tcp/127.0.0.1/$1" && exec 3>&-; } 2> /dev/null
for _ in $(seq 100); do answers "$http" && answers "$imap" && { echo ready; cat > /dev/null; exit 0; }; sleep 0.1; done
tail -n 20 "$home"/*.log "$home"/*.out >&2
exit 5
