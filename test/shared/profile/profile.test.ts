import assert from 'node:assert/strict';
import { openProfile } from '../../../shared/src/profile.ts';

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
  it('of nothing owns nothing', () => {
    const nobody = openProfile({});
    assert.equal(
      nobody.isAddress('kim@example.org') || nobody.isHost('example.org') || nobody.isIp('203.0.113.5') || nobody.knowsServers,
      false,
    );
  });
});
