/** The catalogue in docs/ is what the knowledge says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { catalogueFile, readCompiled, renderCatalogue } from '../../tools/docs.ts';

describe('docs/rules.md', () => {
  it('is not stale', () => {
    assert.ok(
      readFileSync(catalogueFile, 'utf8') === renderCatalogue(readCompiled()),
      'the knowledge has changed: run npm run docs, and commit docs/rules.md with it',
    );
  });

  it('names every rule and every reason', () => {
    const { knowledge, texts } = readCompiled();
    const catalogue = renderCatalogue({ knowledge, texts });
    assert.ok(knowledge.rules.length > 0);
    for (const { id, writer } of knowledge.rules) assert.ok(catalogue.includes(`| \`${id.slice(writer.length + 1)}\` |`), id);
    for (const { id } of knowledge.reasons) assert.ok(catalogue.includes(`| \`${id}\` |`), id);
  });

  it('keeps a phrase with a bar in one cell', () => {
    const { knowledge, texts } = readCompiled();
    const [rule] = knowledge.rules;
    assert.ok(rule !== undefined);
    const odd = { ...knowledge, rules: [{ ...rule, when: { says: ['a | b'] } }] };
    assert.ok(renderCatalogue({ knowledge: odd, texts }).includes('“a \\| b”'));
  });
});
