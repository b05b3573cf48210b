/** The catalogue in docs/ is what the knowledge says. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docsFolder, presentPages, readCompiled, renderCatalogue } from '../../tools/docs.ts';

const compiled = readCompiled();
const pages = renderCatalogue(compiled);
const pageOf = (path: string): string => pages.get(path) ?? '';

describe('the catalogue', () => {
  it('is not stale', () => {
    const read = (path: string): string => (existsSync(join(docsFolder, path)) ? readFileSync(join(docsFolder, path), 'utf8') : '');
    const stale = [...pages].filter(([path, text]) => read(path) !== text).map(([path]) => path);
    assert.deepEqual(stale, [], 'the knowledge has changed: run npm run docs, and commit docs/ with it');
  });
  it('has no page that nothing writes', () => {
    assert.deepEqual(
      presentPages().filter((path) => !pages.has(path)),
      [],
    );
  });

  it('names every rule under its writer and under its reason', () => {
    const { rules } = compiled.knowledge;
    assert.ok(rules.length > 0);
    for (const { id, writer, reason } of rules) {
      const name = `\`${id.slice(writer.length + 1)}\` |`;
      assert.ok(pageOf('catalogue/by-writer.md').includes(`| ${name}`), id);
      assert.ok(pageOf(`catalogue/reasons/${reason}.md`).includes(`| ${name}`), id);
    }
  });
  it('names every code', () => {
    const { replyCodes, enhancedCodes, rules } = compiled.knowledge;
    const codes = [...replyCodes, ...enhancedCodes].map(({ code }) => code);
    const asked = rules.flatMap(({ when }) => [...(when.reply ?? []), ...(when.enhanced ?? [])]);
    for (const code of [...codes, ...asked]) assert.ok(pageOf('catalogue/by-code.md').includes(`| \`${code}\` |`), code);
  });
  it('leads only to pages that are there', () => {
    for (const [path, text] of pages) {
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)#]{1,200})/g)) {
        const file = join(dirname(path), target);
        assert.ok(pages.has(file) || existsSync(join(docsFolder, file)), `${path}: ${target}`);
      }
    }
  });
  it('leads only to headings that are there', () => {
    const headings = [...pageOf('catalogue/by-writer.md').matchAll(/^## (.{1,200})$/gm)].map(([, heading = '']) => heading);
    assert.equal(headings.length, compiled.knowledge.writers.length);
    assert.equal(new Set(headings).size, headings.length, 'two writers have one title');
  });
  it('is filled: no hole, no template', () => {
    const text = [...pages]
      .filter(([path]) => path.startsWith('catalogue/reasons/'))
      .map(([, page]) => page.slice(0, page.indexOf('## Who says it how')));
    for (const page of text) assert.doesNotMatch(page, /\[(?:failed|delayed):|\{[a-z-]+(?:\||\})/);
  });
  it('keeps a phrase with a bar in one cell', () => {
    const [rule] = compiled.knowledge.rules;
    assert.ok(rule !== undefined);
    const odd = { ...compiled.knowledge, rules: [{ ...rule, when: { says: ['a | b'] } }] };
    assert.ok(
      renderCatalogue({ ...compiled, knowledge: odd })
        .get('catalogue/by-writer.md')
        ?.includes('“a \\| b”'),
    );
  });
});
