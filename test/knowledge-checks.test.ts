/** What holds for the knowledge as a whole: where it is from, how sure it may sound, where its links lead. */
import assert from 'node:assert/strict';
import { linksOf } from '../shared/src/explain/links.ts';
import type { LinkTemplate } from '../shared/src/knowledge.ts';
import { matchFinding } from '../shared/src/match/match.ts';
import { compileKnowledge } from '../tools/knowledge/compile.ts';
import { authored, book, knowledge, texts } from './knowledge.ts';
import { findingOf } from './rule-samples.ts';

const rules = [...authored.rules].flatMap(([writer, file]) => file.rules.map((rule) => ({ id: `${writer}/${rule.id}`, rule, file })));
const links: readonly { readonly of: string; readonly links: readonly LinkTemplate[] }[] = [
  ...[...authored.reasons].map(([id, reason]) => ({ of: id, links: reason.links ?? [] })),
  ...rules.map(({ id, rule }) => ({ of: id, links: rule.links ?? [] })),
];

describe('where knowledge is from', () => {
  it('every rule names its sources, or says that it is recalled', () => {
    const lacking = rules.filter(({ rule }) => (rule.sources ?? []).length === 0 && rule.recalled !== true).map(({ id }) => id);
    assert.deepEqual(lacking, [], 'add `sources: [...]` or `recalled: true`');
  });
  it('what is recalled is never certain', () => {
    const recalled = rules.filter(({ rule }) => rule.recalled === true);
    assert.ok(recalled.length > 0);
    const certain = recalled.filter(({ rule, file }) =>
      rule.samples.some((sample) => matchFinding(book, findingOf(sample, file.writer.kind)).confidence === 'certain'),
    );
    assert.deepEqual(
      certain.map(({ id }) => id),
      [],
    );
  });
  it('every code names its source', () => {
    const codes = [...authored.replyCodes, ...authored.enhancedCodes];
    assert.ok(codes.length > 100);
    assert.deepEqual(
      codes.filter(({ source }) => source === '').map(({ code }) => code),
      [],
    );
  });
});

describe('phrases', () => {
  it('are the shortest that identify: no whole sentences', () => {
    const long = rules.flatMap(({ id, rule }) =>
      [rule.when.says ?? []]
        .flat()
        .filter((phrase) => phrase.length > 80)
        .map((phrase) => `${id}: ${phrase}`),
    );
    assert.deepEqual(long, []);
  });
  it('stand in one rule once', () => {
    const doubled = rules.flatMap(({ id, rule }) => {
      const says = [rule.when.says ?? []].flat().map((phrase) => phrase.toLowerCase());
      return says.filter((phrase, i) => says.indexOf(phrase) !== i).map((phrase) => `${id}: ${phrase}`);
    });
    assert.deepEqual(doubled, []);
  });
});

describe('links', () => {
  const all = links.flatMap(({ of, links: own }) => own.map((link) => ({ of, ...link })));
  it('lead to https', () => {
    assert.ok(all.length > 0);
    assert.deepEqual(
      all.filter(({ href }) => !href.startsWith('https://')).map(({ of, href }) => `${of}: ${href}`),
      [],
    );
  });
  it('have one title an address', () => {
    const titles = new Map<string, Set<string>>();
    for (const { href, title } of all) titles.set(href, (titles.get(href) ?? new Set()).add(title));
    assert.deepEqual(
      [...titles].filter(([, names]) => names.size > 1).map(([href, names]) => `${href}: ${[...names].join(' / ')}`),
      [],
    );
  });
  it('are listed once in an answer', () => {
    for (const { id, rule, file } of rules.filter(({ rule: { links: own } }) => own !== undefined)) {
      for (const sample of rule.samples) {
        const verdict = matchFinding(book, findingOf(sample, file.writer.kind));
        const shown = linksOf(verdict, knowledge, {
          texts,
          filling: { value: () => '203.0.113.9', missing: () => '', outcome: verdict.finding.outcome },
        });
        assert.equal(new Set(shown.map(({ href }) => href)).size, shown.length, id);
      }
    }
  });
  it('have a title in every language', () => {
    const titles = new Set(all.map(({ title }) => title));
    for (const { language, links: translated = {} } of compileKnowledge(authored).texts) {
      if (language === 'en') continue;
      const missing = [...titles].filter((title) => translated[title] === undefined);
      assert.deepEqual(missing, [], `${language}: add under links:`);
      const strange = Object.keys(translated).filter((title) => !titles.has(title));
      assert.deepEqual(strange, [], `${language}: no link has this title`);
    }
  });
});
