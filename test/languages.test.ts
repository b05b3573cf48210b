/** Every language says everything: no label, reason or rule is left in English, nothing is translated that is not there, every step has its counterpart. */
import assert from 'node:assert/strict';
import { createLens } from '../shared/src/index.ts';
import type { AnswerTexts, Texts } from '../shared/src/knowledge.ts';
import { matchFinding } from '../shared/src/match/match.ts';
import { compileKnowledge } from '../tools/knowledge/compile.ts';
import type { LanguageFile } from '../tools/knowledge/files.ts';
import { authored, book, knowledge } from './knowledge.ts';
import { findingOf } from './rule-samples.ts';

const all = compileKnowledge(authored).texts;
const [english] = all;
const fields = ['title', 'meaning', 'note', 'steps', 'avoid', 'customerReply', 'escalation'] as const;

function missingAnswers(kind: string, ours: Texts['reasons'], theirs: Readonly<Record<string, AnswerTexts>>): string[] {
  const absent = Object.entries(ours).flatMap(([id, answer]) =>
    fields.filter((f) => answer[f] !== undefined && theirs[id]?.[f] === undefined).map((f) => `${kind} ${id}: ${f} is missing`),
  );
  const strange = Object.entries(theirs).flatMap(([id, answer]) =>
    fields.filter((f) => answer[f] !== undefined && ours[id]?.[f] === undefined).map((f) => `${kind} ${id}: ${f} is not in English`),
  );
  const steps = Object.entries(theirs)
    .filter(([id, { steps }]) => steps && steps.length !== ours[id]?.steps?.length)
    .map(([id]) => `${kind} ${id}: steps differ in number`);
  return [...absent, ...strange, ...steps];
}
function missing({ labels, reasons = {}, rules = {}, codes = {} }: LanguageFile, { labels: ours, ...texts }: Texts): string[] {
  return [
    ...Object.keys(ours)
      .filter((key) => labels[key] === undefined)
      .map((key) => `label ${key} is missing`),
    ...Object.keys(labels)
      .filter((key) => ours[key] === undefined)
      .map((key) => `label ${key} is not in English`),
    ...missingAnswers('reason', texts.reasons, reasons),
    ...missingAnswers('rule', texts.rules, rules),
    ...Object.keys(texts.codes)
      .filter((code) => codes[code] === undefined)
      .map((code) => `code ${code} is missing`),
  ];
}

describe('languages', () => {
  it('English is one', () => assert.ok(english));
  for (const [language, file] of authored.languages) {
    if (language === 'en' || !english) continue;
    it(`${language} is complete`, () => assert.deepEqual(missing(file, english), []));
  }
});

describe('answers', function () {
  this.timeout(120_000);
  const verdicts = [...authored.rules.values()].flatMap((file) =>
    file.rules.flatMap((rule) => rule.samples.map((sample) => matchFinding(book, findingOf(sample, file.writer.kind)))),
  );
  for (const texts of all) {
    it(`in ${texts.language} have a headline, a step and a reply, and no hole`, () => {
      const lens = createLens({ knowledge, texts });
      for (const verdict of verdicts) {
        const { title, badges, meaning, steps, customerReply, escalation, summary, body } = lens.explain(verdict);
        assert.ok(title !== '' && meaning.length > 0 && steps.length > 0 && customerReply !== '' && escalation !== '', verdict.rule);
        assert.ok(
          badges.some(({ kind, text }) => kind === 'owner' && text !== ''),
          `${verdict.rule}: whose move`,
        );
        assert.ok(body.length > 0 && summary.startsWith(title), verdict.rule);
        const prose = [title, customerReply, ...meaning.map((i) => i.text), ...steps.flat().map((i) => i.text)];
        for (const text of prose) assert.doesNotMatch(text, /[{}]|\[[^\]]{0,80}\{|undefined/, `${verdict.rule}: ${text}`);
      }
    });
  }
});
