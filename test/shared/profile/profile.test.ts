import assert from 'node:assert/strict';
import { openProfile, profileFaults } from '../../../shared/src/profile.ts';
import { openTimeZone } from '../../../shared/src/time-zone.ts';

const ours = openProfile({
  domains: ['example.org'],
  hosts: ['mx.example.net.'],
  networks: ['203.0.113.0/25', '198.51.100.7', '2001:db8:1::/48'],
});

describe('a profile', () => {
  it('knows our addresses, subdomains too', () => {
    assert.deepEqual(
      ['kim@example.org', 'kim@LISTS.example.org', 'kim@notexample.org', 'kim@example.org.evil.example'].map(ours.isAddress),
      [true, true, false, false],
    );
  });
  it('knows our hosts', () =>
    assert.deepEqual(['mx.example.net', 'a.mx.example.net', 'mail.example.org', 'mx.example.com'].map(ours.isHost), [
      true,
      true,
      true,
      false,
    ]));
  it('knows our networks', () => {
    assert.deepEqual(['203.0.113.5', '203.0.113.127', '203.0.113.128', '198.51.100.7', '198.51.100.8', 'mx.example.net'].map(ours.isIp), [
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
    assert.deepEqual(['2001:db8:1::5', '2001:db8:1:ffff::', '2001:db8:2::5', '203.0.113.5:25'].map(ours.isIp), [true, true, false, false]);
  });
  it('names what it cannot read', () => {
    assert.throws(() => openProfile({ networks: ['203.0.113.0/33'] }), /"203\.0\.113\.0\/33" is no address or network/);
    assert.throws(() => openProfile({ networks: ['office'] }), RangeError);
  });
  it('says at which key what is wrong, and how to mend it', () => {
    const wrong = { networks: ['203.0.113.0/24', 'office'], timeZone: 'Europe/Berln', replyLanguage: 'Deutsch, bitte' };
    assert.deepEqual(profileFaults(wrong), [
      { path: ['networks', 1], message: '"office" is no address or network; write 203.0.113.0/24 or 2001:db8::/32' },
      { path: ['timeZone'], message: '"Europe/Berln" is no time zone; write a name as Europe/Berlin or UTC' },
      { path: ['replyLanguage'], message: '"Deutsch, bitte" is no language; write a tag as de or pt-BR' },
    ]);
    assert.equal(profileFaults({ timeZone: '+01:00' }).length, 1, 'an offset is no zone: it knows no summer');
    assert.deepEqual(profileFaults({ timeZone: 'America/Sao_Paulo', replyLanguage: 'pt-BR', signature: '{x} [y' }), []);
  });
  it('of nothing owns nothing', () => {
    const nobody = openProfile({});
    assert.equal(
      nobody.isAddress('kim@example.org') || nobody.isHost('example.org') || nobody.isIp('203.0.113.5') || nobody.knowsServers,
      false,
    );
  });
});

describe('a time zone', () => {
  const at = (zone: string, time: string): string => openTimeZone(zone).offsetAt(Date.parse(`${time}Z`));
  it('knows summer, winter and the hours between', () => {
    assert.equal(at('Europe/Berlin', '2026-01-10T12:00:00'), '+01:00');
    assert.equal(at('Europe/Berlin', '2026-07-10T12:00:00'), '+02:00');
    assert.equal(at('Europe/Berlin', '2026-03-29T01:59:59'), '+01:00');
    assert.equal(at('Europe/Berlin', '2026-03-29T02:30:00'), '+01:00', 'a time no clock showed');
    assert.equal(at('Europe/Berlin', '2026-03-29T03:00:00'), '+02:00');
    assert.equal(at('Europe/Berlin', '2026-10-25T02:30:00'), '+02:00', 'shown twice: the first');
    assert.equal(at('Europe/Berlin', '2026-10-25T03:00:00'), '+01:00');
  });
  it('knows halves and quarters, the west, and UTC', () => {
    assert.equal(at('Asia/Kathmandu', '2026-07-10T12:00:00'), '+05:45');
    assert.equal(at('America/St_Johns', '2026-01-10T12:00:00'), '-03:30');
    assert.equal(at('Pacific/Kiritimati', '2026-01-10T12:00:00'), '+14:00');
    assert.equal(at('UTC', '2026-01-10T12:00:00'), '+00:00');
  });
});
