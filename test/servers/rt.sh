#!/usr/bin/env bash
# A real RT (Request Tracker) on 127.0.0.1 with a ticket made of each mail of a folder: Debian's packages, in a throw-away layer over
# this system. Says "ready" when it answers, and ends, with all of it, when its input does.
#
#   rt.sh FOLDER HTTP_PORT      user root, password password
set -euo pipefail
folder=$1 http=$2
. "$(dirname "${BASH_SOURCE[0]}")/layer.sh"

own_namespaces "$@"
# Its database is made, and filled, by the package.
open_layer request-tracker5 rt5-db-sqlite rt5-standalone

home=$root/home/rt
mkdir -p "$home/mails"
cp "$folder"/*.eml "$home/mails/"
cat > "$root/etc/request-tracker5/RT_SiteConfig.d/99-test.pm" << CONF
Set(\$rtname, 'support.example.org');
Set(\$Organization, 'support.example.org');
Set(\$CorrespondAddress, 'support@example.org');
Set(\$CommentAddress, 'support-comment@example.org');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $http);
Set(\$WebPath, '');
Set(\$WebBaseURL, 'http://127.0.0.1:$http');
Set(\$LogToSyslog, undef);
Set(\$LogToSTDERR, 'error');
Set(\$MailCommand, 'testfile');
Set(\$DevelMode, 0);
1;
CONF
rt() { chroot "$root" env HOME=/home/rt "$@"; }
# What a mail gateway would do, less its refusal to answer bounces: a ticket for each mail, its text the mail's own.
cat > "$home/tickets.pl" << 'PERL'
use strict; use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;
use RT::EmailParser;
my $root = RT::User->new(RT->SystemUser);
$root->Load('root');
my ($set, $why) = $root->SetPassword('password');
die $why unless $set or $why =~ /same/;
for my $file (sort glob '/home/rt/mails/*.eml') {
  open my $in, '<:raw', $file or die "$file: $!";
  my $raw = do { local $/; <$in> };
  my $parser = RT::EmailParser->new;
  $parser->ParseMIMEEntityFromScalar($raw) or die "$file: no mail";
  my $ticket = RT::Ticket->new(RT->SystemUser);
  my $mail = $parser->Entity;
  my ($id, undef, $said) = $ticket->Create(Queue => 'General', Subject => $mail->head->get('Subject') // 'bounce',
    Requestor => 'kim@example.com', MIMEObj => $mail);
  die "$file: $said" unless $id;
  print "$id $file\n";
}
PERL
rt perl /home/rt/tickets.pl > "$home/tickets.log" 2>&1 || { tail -n 20 "$home/tickets.log" >&2; exit 5; }
chmod -R a+rwX "$home"

rt /usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$http" < /dev/null > "$home/http.log" 2>&1 &
answers() { exec 3<> "/dev/tcp/127.0.0.1/$1" && exec 3>&-; } 2> /dev/null
for _ in $(seq 300); do answers "$http" && { echo ready; cat > /dev/null; exit 0; }; sleep 0.1; done
tail -n 20 "$home"/*.log >&2
exit 5
