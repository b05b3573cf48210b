/** Where a card stands: laws for every anchor, card and viewport. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placeBeside } from '../../webext/src/place.ts';

const size = (low: number, high: number) =>
  fc.record({ width: fc.integer({ min: low, max: high }), height: fc.integer({ min: low, max: high }) });
const anchor = fc.record({
  x: fc.integer({ min: -500, max: 2500 }),
  y: fc.integer({ min: -500, max: 2500 }),
  width: fc.integer({ min: 0, max: 2000 }),
  height: fc.integer({ min: 0, max: 2000 }),
});

describe('the place of a card', () => {
  it('law: is inside the viewport', () => {
    fc.assert(
      fc.property(anchor, size(1, 1200), size(100, 2000), (beside, card, viewport) => {
        const { x, y, width, height } = placeBeside(beside, card, viewport);
        assert.ok(
          x >= 0 && y >= 0 && x + width <= viewport.width && y + height <= viewport.height,
          JSON.stringify({ x, y, width, height }),
        );
      }),
    );
  });
  it('law: is no larger than the card, and never nothing', () => {
    fc.assert(
      fc.property(anchor, size(1, 1200), size(100, 2000), (beside, card, viewport) => {
        const { width, height } = placeBeside(beside, card, viewport);
        assert.ok(width > 0 && height > 0 && width <= card.width && height <= card.height);
      }),
    );
  });
  it('is below the words where there is room', () => {
    assert.deepEqual(placeBeside({ x: 50, y: 100, width: 60, height: 20 }, { width: 400, height: 300 }, { width: 1000, height: 800 }), {
      x: 50,
      y: 128,
      width: 400,
      height: 300,
    });
  });
  it('is above them where there is none below', () => {
    assert.deepEqual(placeBeside({ x: 50, y: 700, width: 60, height: 20 }, { width: 400, height: 300 }, { width: 1000, height: 800 }), {
      x: 50,
      y: 392,
      width: 400,
      height: 300,
    });
  });
  it('lies over what fills the viewport', () => {
    assert.deepEqual(placeBeside({ x: 0, y: -50, width: 1000, height: 900 }, { width: 400, height: 300 }, { width: 1000, height: 800 }), {
      x: 8,
      y: 250,
      width: 400,
      height: 300,
    });
  });
});
