import assert from 'node:assert/strict';
import { shortTime } from '../../../shared/src/explain/short-time.ts';

describe('a time in a sentence', () => {
  it('is short, in the zone it was written in', () => {
    assert.equal(shortTime('Wed, 25 Nov 2026 14:00:24 +0100 (CET)', 'en'), '25 Nov, 14:00 (UTC+1)');
    assert.equal(shortTime('2026-11-21T22:59:14.944005+00:00', 'en'), '21 Nov, 22:59 (UTC)');
    assert.equal(shortTime('Sat, 21 Nov 2026 23:00 -0330', 'en'), '21 Nov, 23:00 (UTC-3:30)');
  });
  it('is in the reader’s language', () => {
    assert.match(shortTime('Wed, 25 Nov 2026 14:00:24 +0100', 'de'), /^25\. Nov\.?, 14:00 \(UTC\+1\)$/);
    assert.match(shortTime('Wed, 25 Nov 2026 14:00:24 +0100', 'ja'), /^11月25日 14:00 \(UTC\+1\)$/);
  });
  it('is left as it is where it cannot be read', () => {
    assert.equal(shortTime('Nov 21 10:05:50', 'de'), 'Nov 21 10:05:50');
    assert.equal(shortTime('tomorrow', 'en'), 'tomorrow');
  });
});
