import assert from 'node:assert/strict';
import { openTimeZone } from '../../../shared/src/time-zone.ts';
import { readTime } from '../../../shared/src/triage/read-time.ts';

const host = { year: 2026, month: 11, day: 21, zone: '+01:00' };

describe('a time', () => {
  const written: readonly (readonly [string, string])[] = [
    ['Sat, 21 Nov 2026 22:59:08 +0000 (UTC)', '2026-11-21T22:59:08+00:00'],
    ['21 Nov 26 22:59 -0500', '2026-11-21T22:59:00-05:00'],
    ['Sat, 21 Nov 2026 22:59:08 GMT', '2026-11-21T22:59:08+00:00'],
    ['Sat, 21 Nov 2026 22:59:08 -0000', '2026-11-21T22:59:08+00:00'],
    ['2026-11-21T22:58:58.944005+00:00', '2026-11-21T22:58:58.944005+00:00'],
    ['2026-11-21T22:58:58Z', '2026-11-21T22:58:58+00:00'],
    ['2026-11-21 22:13:06 +0130', '2026-11-21T22:13:06+01:30'],
  ];
  for (const [text, iso] of written) {
    it(`is read as written: ${text}`, () => assert.deepEqual(readTime(text, host), { iso, assumed: [] }));
  }

  it('takes a missing zone from the host, and says so', () => {
    assert.deepEqual(readTime('2026-11-21 22:13:06', host), { iso: '2026-11-21T22:13:06+01:00', assumed: ['zone'] });
    assert.deepEqual(readTime('2026-11-21 22:13:06'), { iso: '2026-11-21T22:13:06', assumed: [] });
    assert.deepEqual(readTime('Sat Nov 21 22:13:06 2026', host), { iso: '2026-11-21T22:13:06+01:00', assumed: ['zone'] });
    assert.deepEqual(readTime('Sat, 21 Nov 2026 22:59:08 XYZ', host), { iso: '2026-11-21T22:59:08+01:00', assumed: ['zone'] });
  });

  it('takes a missing year from the host: the latest that is not after the file', () => {
    const year = (text: string, day = host): string | undefined => readTime(text, day)?.iso.slice(0, 4);
    assert.deepEqual(readTime('Nov 21 10:05:50', host), { iso: '2026-11-21T10:05:50+01:00', assumed: ['year', 'zone'] });
    assert.equal(year('Nov  1 10:05:50'), '2026');
    assert.equal(year('Nov 22 01:00:00'), '2026', 'a day of grace for zones');
    assert.equal(year('Dec 31 23:59:59'), '2025');
    assert.equal(year('Jan  1 00:30:00', { ...host, month: 12, day: 31 }), '2027', 'a day of grace over New Year');
    assert.equal(year('Dec 31 23:30:00', { ...host, month: 1, day: 1 }), '2025');
    assert.equal(readTime('Nov 21 10:05:50'), undefined, 'no year is known');
  });

  it('is in the zone a profile states, and nothing of the zone is assumed', () => {
    const berlin = openTimeZone('Europe/Berlin');
    assert.deepEqual(readTime('2026-07-21 22:13:06.5', host, berlin), { iso: '2026-07-21T22:13:06.5+02:00', assumed: [] });
    assert.deepEqual(readTime('Nov 21 10:05:50', { ...host, zone: '-05:00' }, berlin), {
      iso: '2026-11-21T10:05:50+01:00',
      assumed: ['year'],
    });
    assert.deepEqual(readTime('2026-07-21 22:13:06 +0000', host, berlin), { iso: '2026-07-21T22:13:06+00:00', assumed: [] });
  });

  it('is none where it is none', () => {
    for (const text of [
      '',
      'yesterday',
      'Feb 30 10:00:00',
      '2026-13-01 10:00:00',
      '2026-11-21 25:00:00',
      'Foo 12 10:00:00',
      '4F5501',
      '\u0000',
    ])
      assert.equal(readTime(text, host), undefined, text);
  });
});
