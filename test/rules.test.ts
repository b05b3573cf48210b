/** Every rule proves itself: each sample finds exactly it, no counter-sample does, and no other rule is as specific. */
import assert from 'node:assert/strict';
import { rawLayer } from '../shared/src/decode/raw-layer.ts';
import { judge } from '../shared/src/judge.ts';
import { matchFinding, rankRules } from '../shared/src/match/match.ts';
import type { Evidence, Finding } from '../shared/src/model.ts';
import { readReply } from '../shared/src/scan/reply.ts';
import { smtpCommandAt } from '../shared/src/scan/smtp-command.ts';
import type { RulesFile, Sample } from '../tools/knowledge/files.ts';
import { authored, book, lens } from './knowledge.ts';

function findingOf(sample: string | Sample, kind: RulesFile['writer']['kind']): Finding {
  const { text, host, command, direction, action }: Sample = typeof sample === 'string' ? { text: sample } : sample;
  const layer = rawLayer({ text });
  const told = (e: Evidence): Evidence => e;
  const said = smtpCommandAt(command ?? '', 0)?.command;
  const at = { start: 0, end: text.length };
  const submitted = direction ?? (kind === 'client' ? 'submission' : undefined);
  const evidence: Evidence[] = [
    ...(host ? [told({ kind: 'remote-mta', value: host, span: at })] : []),
    ...(said ? [told({ kind: 'smtp-command', value: said, span: at })] : []),
    ...(submitted ? [told({ kind: 'direction', value: submitted, span: at })] : []),
    ...(action === 'delayed' ? [told({ kind: 'action', value: action, span: at })] : []),
    ...readReply(layer, 0, text.length),
  ];
  return judge({ dialect: kind === 'client' ? 'client-dialog' : 'plain', evidence }, { kind: 'text' });
}
const textOf = (sample: string | Sample): string => (typeof sample === 'string' ? sample : sample.text);

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
