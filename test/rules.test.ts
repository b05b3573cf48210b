/** Every rule proves itself: each sample finds exactly it, no counter-sample does, and no other rule is as specific. */
import assert from 'node:assert/strict';
import { matchFinding, rankRules } from '../shared/src/match/match.ts';
import { authored, book, lens } from './knowledge.ts';
import { findingOf, textOf } from './rule-samples.ts';

describe('rules', () => {
  it('are validated', () => assert.deepEqual(authored.faults, []));
  for (const [writer, file] of authored.rules) {
    describe(writer, () => {
      for (const rule of file.rules) {
        const id = `${writer}/${rule.id}`;
        it(rule.id, () => {
          for (const sample of rule.samples) {
            const ranked = rankRules(book, findingOf(sample, file.writer.kind));
            assert.equal(ranked[0]?.rule.id ?? 'no rule', id, `sample: ${textOf(sample)}`);
            assert.notDeepEqual(ranked[1]?.specificity, ranked[0]?.specificity, `${id} ties with ${ranked[1]?.rule.id}: ${textOf(sample)}`);
          }
          for (const sample of rule.counterSamples ?? []) {
            assert.notEqual(matchFinding(book, findingOf(sample, file.writer.kind)).rule, id, `counter-sample: ${textOf(sample)}`);
          }
        });
      }
    });
  }
});

describe('answers', () => {
  for (const [writer, file] of authored.rules) {
    it(`${writer}: each has a headline, a step, a reply and an escalation, and no hole`, () => {
      for (const rule of file.rules) {
        for (const sample of rule.samples) {
          const answer = lens.explain(matchFinding(book, findingOf(sample, file.writer.kind)));
          const prose = [
            answer.title,
            answer.customerReply,
            ...answer.meaning.map((i) => i.text),
            ...answer.steps.flat().map((i) => i.text),
          ];
          assert.ok(answer.title.length > 0 && answer.title.length <= 60, `${rule.id}: headline "${answer.title}"`);
          assert.ok(answer.steps.length > 0 && answer.meaning.length > 0, `${rule.id}: meaning and steps`);
          assert.ok(answer.customerReply.length > 20 && answer.escalation.length > 20, `${rule.id}: reply and escalation`);
          for (const text of prose) assert.doesNotMatch(text, /[{}]|\[[^\]]{0,80}\{|undefined/, `${rule.id}: ${text}`);
        }
      }
    });
  }
});
