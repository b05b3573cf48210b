import assert from 'node:assert/strict';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';

const source = { text: 'first\n550 5.1.1 no such user\nlast' };

describe('raw layer', () => {
  it('states facts about a line in the coordinates of the source', () => {
    const line = rawLayer(source, 6, 28);
    assert.equal(line.text, '550 5.1.1 no such user');
    assert.deepEqual(line.fact('reply-code', '550', 0, 3), { kind: 'reply-code', value: '550', span: { start: 6, end: 9 } });
  });

  it('is the whole source where no stretch is given', () => {
    assert.equal(rawLayer(source).text, source.text);
  });

  it('takes facts outside the text, and facts about nothing, for mistakes of the caller', () => {
    const line = rawLayer(source, 6, 28);
    for (const [start, end] of [
      [-1, 3],
      [3, 3],
      [12, 9],
      [0, 23],
      [Number.NaN, 3],
    ] as const) {
      assert.throws(() => line.fact('reply-code', '550', start, end), new RangeError(`span ${start}..${end} in text of length 22`));
    }
    assert.throws(() => rawLayer(source, 6, 99), RangeError);
  });
});
