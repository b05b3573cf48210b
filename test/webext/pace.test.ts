/** How often a page is read again. */
import assert from 'node:assert/strict';
import { createPace } from '../../webext/src/pace.ts';

const allowance = { share: 0.01, purse: 50, settle: 100, eager: 2, attended: 2_000 };

/** Work of `cost` ms whenever there may be, for `time` ms of a page that never stands still. */
function spentIn(time: number, cost: number): number {
  const pace = createPace(allowance);
  let now = 0;
  let spent = 0;
  while (now < time) {
    const wait = pace.wait(now);
    now += Math.max(wait, 1);
    if (pace.wait(now) > 0) continue;
    spent += cost;
    now += cost;
    pace.spend(cost, now);
  }
  return spent;
}

describe('the pace of reading', () => {
  it('answers a quiet page at once', () => assert.equal(createPace(allowance).wait(1000), 0));
  it('waits a little after each time', () => {
    const pace = createPace(allowance);
    pace.spend(1, 1000);
    assert.equal(pace.wait(1000), 100);
    assert.equal(pace.wait(1100), 0);
  });
  for (const cost of [1, 10, 40, 300]) {
    it(`never takes more than its share and its purse, at ${cost} ms a time`, () => {
      const time = 600_000;
      const spent = spentIn(time, cost);
      assert.ok(spent <= time * allowance.share + allowance.purse + 2 * cost, `${spent} ms of ${time}`);
      assert.ok(spent >= Math.min((time / 101) * cost, time * allowance.share) * 0.8, `${spent} ms of ${time} is less than it may be`);
    });
  }
  it('has one more time for a reader who clicks', () => {
    const pace = createPace(allowance);
    pace.spend(900, 1000);
    assert.ok(pace.wait(1200) > 10_000);
    pace.allow(1200);
    assert.equal(pace.wait(1200), 0);
  });
  it('does not make what was clicked for wait, but settles soon after', () => {
    const pace = createPace(allowance);
    pace.allow(1000);
    pace.spend(1, 1010);
    assert.equal(pace.wait(1020), 0, 'the message comes after the click');
    pace.spend(1, 1030);
    assert.equal(pace.wait(1030), 100);
  });
  it('reads what comes late after a click, however dear the reading before was', () => {
    const pace = createPace(allowance);
    pace.spend(900, 900);
    pace.allow(1000);
    pace.spend(80, 1080);
    assert.equal(pace.wait(1090), 0);
    pace.spend(80, 1170);
    assert.equal(pace.wait(1170), 320, 'a fifth of the time at most');
    pace.spend(80, 1600);
    assert.equal(pace.wait(1600), 320);
    assert.ok(pace.wait(3001) <= 100, 'whoever clicked does not pay for it later');
  });
});
