/** Where the cursor stands in a pack, and what may be written there. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suggestionsAt, yamlPlace } from '../../extension/src/yaml-place.ts';
import { packSchema } from '../../tools/pack-schema.ts';

const schema = packSchema(join(import.meta.dirname, '..', '..', 'shared'));
/** The cursor is where the bar is. */
function at(written: string): readonly string[] {
  const lines = written.slice(0, written.indexOf('|')).split('\n');
  return suggestionsAt(schema, yamlPlace(lines.slice(0, -1), lines.at(-1) ?? '')).map(({ text }) => text);
}

describe('completion of a pack', () => {
  it('offers the keys of the top', () => assert.deepEqual(at('|'), ['writer', 'recognise', 'rules', 'answers', 'profile']));
  it('offers the keys below a key', () => assert.ok(at('profile:\n  |').includes('timeZone')));
  it('offers the keys of a rule, behind a dash and below it, however far lists are indented', () => {
    for (const written of [
      'rules:\n  - |',
      'rules:\n  - id: a\n    |',
      'rules:\n- id: a\n  |',
      'rules:\n  - id: a\n    when:\n      says: [x]\n    |',
    ])
      assert.deepEqual(at(written).slice(0, 3), ['id', 'when', 'reason'], written);
  });
  it('offers the conditions of a rule', () => assert.ok(at('rules:\n  - id: a\n    when:\n      |').includes('enhanced')));
  it('offers the reasons by name', () => assert.ok(at('rules:\n  - id: a\n    reason: |').includes('mailbox-full')));
  it('offers what a value may be, in braces too', () => {
    assert.ok(at('rules:\n  - id: a\n    owner: |').includes('recipient-admin'));
    assert.ok(at('writer: { title: A, kind: |').includes('blocklist'));
    assert.deepEqual(at('writer: { |'), ['title', 'kind']);
  });
  it('offers the texts of any answer', () => assert.ok(at('answers:\n  mailbox-full:\n    |').includes('customerReply')));
  it('offers nothing where nothing is known', () => {
    assert.deepEqual(at('nonsense:\n  |'), []);
    assert.deepEqual(at('rules:\n  - id: |'), []);
  });
});
