/** Every language says everything: no label, reason or rule is left in English, nothing is translated that is not there, every step has its counterpart. */
import assert from 'node:assert/strict';
import type { AnswerTexts, Texts } from '../shared/src/knowledge.ts';
import { compileKnowledge } from '../tools/knowledge/compile.ts';
import type { LanguageFile } from '../tools/knowledge/files.ts';
import { authored } from './knowledge.ts';

const [english] = compileKnowledge(authored).texts;
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
