import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chainMaps, createMapBuilder, shiftMap, sliceMap } from '../../../shared/src/decode/offset-map.ts';

describe('offset map', () => {
  it('copies one to one', () => {
    const map = createMapBuilder();
    map.copy(10, 5);
    assert.deepEqual(map.finish().locate(1, 3), { start: 11, end: 13 });
  });

  it('never cuts a unit', () => {
    const map = createMapBuilder();
    map.copy(0, 2); //     ab
    map.unit(2, 3, 1); //  =3D
    map.unit(5, 4, 3); //  QUJD
    const { locate } = map.finish();
    assert.deepEqual(locate(2, 3), { start: 2, end: 5 });
    assert.deepEqual(locate(1, 4), { start: 1, end: 9 });
    assert.deepEqual(locate(4, 5), { start: 5, end: 9 });
  });

  it('leaves out what was dropped between units', () => {
    const map = createMapBuilder();
    map.copy(0, 3);
    map.copy(10, 3);
    const { locate } = map.finish();
    assert.deepEqual(locate(0, 3), { start: 0, end: 3 });
    assert.deepEqual(locate(3, 6), { start: 10, end: 13 });
    assert.deepEqual(locate(2, 4), { start: 2, end: 11 });
  });

  it('slices and chains', () => {
    const inner = createMapBuilder();
    inner.copy(100, 2);
    inner.unit(102, 3, 1);
    inner.copy(105, 7);
    const outer = createMapBuilder();
    outer.unit(1, 2, 1);
    outer.copy(3, 4);
    const chained = chainMaps(outer.finish(), inner.finish());
    assert.deepEqual(chained.locate(0, 1), { start: 101, end: 105 });
    assert.deepEqual(sliceMap(chained, 1).locate(0, 1), { start: 105, end: 106 });
    assert.deepEqual(chainMaps(shiftMap(2), shiftMap(40)).locate(0, 1), { start: 42, end: 43 });
    assert.equal(sliceMap(shiftMap(3), 4).shift, 7);
  });

  it('refuses a unit out of nothing', () => {
    assert.throws(() => createMapBuilder().unit(4, 0, 1), RangeError);
  });

  it('agrees with a map of one entry a character', () => {
    const steps = fc.array(
      fc.record({ gap: fc.nat(3), raw: fc.integer({ min: 1, max: 4 }), decoded: fc.integer({ min: 1, max: 3 }), copy: fc.boolean() }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), (list, a, b) => {
        const map = createMapBuilder();
        const plain: { start: number; end: number }[] = [];
        let raw = 0;
        for (const step of list) {
          raw += step.gap;
          if (step.copy) {
            map.copy(raw, step.raw);
            for (let i = 0; i < step.raw; i++) plain.push({ start: raw + i, end: raw + i + 1 });
          } else {
            map.unit(raw, step.raw, step.decoded);
            for (let i = 0; i < step.decoded; i++) plain.push({ start: raw, end: raw + step.raw });
          }
          raw += step.raw;
        }
        const start = a % plain.length;
        const end = start + 1 + (b % (plain.length - start));
        assert.deepEqual(map.finish().locate(start, end), { start: plain[start]?.start, end: plain[end - 1]?.end });
      }),
    );
  });
});
