/** JSON with the place of every value: a fact read in a decoded string lies where the string wrote it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { jsonAt, member, textOf } from '../../../shared/src/scan/json-line.ts';

describe('JSON in a line', () => {
  it('has the place of what a string says, through escapes', () => {
    const text = String.raw`{"a":{"reason":"caf\u00e9 \"550\"\n5.1.1"}}`;
    const reason = member(jsonAt(rawLayer({ text }), 0), 'a.reason');
    assert.equal(textOf(reason), 'café "550"\n5.1.1');
    for (const code of ['550', '5.1.1', 'é']) {
      const at = reason?.content.text.indexOf(code) ?? -1;
      const span = reason?.content.fact('diagnostic-text', code, at, at + code.length).span;
      assert.equal(span && text.slice(span.start, span.end), code === 'é' ? String.raw`\u00e9` : code);
    }
  });
  it('reads a string inside a string, as SNS sends it', () => {
    const text = JSON.stringify({ Message: JSON.stringify({ status: '5.1.1 "kim"' }) });
    const message = member(jsonAt(rawLayer({ text }), 0), 'Message');
    const status = message && member(jsonAt(message.content, 0), 'status');
    assert.equal(textOf(status), '5.1.1 "kim"');
    const span = status?.content.fact('dsn-status', '5.1.1', 0, 5).span;
    assert.equal(span && text.slice(span.start, span.end), '5.1.1');
  });
  it('says what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (name, number) => {
        const root = jsonAt(rawLayer({ text: JSON.stringify([{ a: name, b: number }]) }), 0);
        const [object] = root?.items ?? [];
        assert.equal(textOf(member(object, 'a')) ?? '', name);
        assert.equal(textOf(member(object, 'b')), String(number));
      }),
    );
  });
  it('keeps what stands before the line breaks off', () => {
    const root = jsonAt(rawLayer({ text: '{"event":"bounce","reason":"550 5.1.1 us' }), 0);
    assert.equal(textOf(member(root, 'event')), 'bounce');
    assert.equal(textOf(member(root, 'reason')), '550 5.1.1 us');
  });
  it('survives a nest without end', () => {
    assert.equal(jsonAt(rawLayer({ text: '['.repeat(1_000_000) }), 0)?.kind, 'array');
  });
});
