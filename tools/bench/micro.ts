/** The steps of the pipeline one by one, in this process: how often a second, or how many MB, each is done. */
import { readFileSync } from 'node:fs';
import { createLens, type Knowledge, openLogStream, type Texts } from '@bounce-lens/shared';
import knowledgeJson from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import textsJson from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import { judge } from '../../shared/src/judge.ts';
import { matchFinding } from '../../shared/src/match/match.ts';
import { normaliseReply } from '../../shared/src/match/normalise.ts';
import { openRuleBook } from '../../shared/src/match/rule-book.ts';
import type { Figure } from './figures.ts';

// JSON widens closed words to string; the generator has checked them against the schemas.
const knowledge = knowledgeJson as unknown as Knowledge;
const texts: Texts = textsJson;

/** Processor seconds of the best of `rounds`; the first, when nothing is compiled yet, counts only if it is the best. */
export function secondsOf(work: () => void, rounds = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

/** `log`: some MB of the bench's log. `mails`: whole mails. `replies`: what servers say. */
export function microFigures(log: Buffer, mails: readonly string[], replies: readonly string[]): readonly Figure[] {
  const lens = createLens({ knowledge, texts });
  const scanner = lens.openLog().scanner(false);
  const scan = secondsOf(() => void scanner.scan(log, () => {}));
  const decode = secondsOf(() => {
    for (const text of mails) lens.analyze({ text });
  });
  const findings = replies.flatMap((text) => lens.analyze({ text }, { as: 'text' }).verdicts.map(({ finding }) => finding));
  const book = openRuleBook(knowledge);
  const match = secondsOf(() => {
    for (const finding of findings) matchFinding(book, judge(finding.event, { kind: 'log' }));
  });
  const verdicts = findings.map((finding) => matchFinding(book, finding));
  const explain = secondsOf(() => {
    for (const verdict of verdicts) lens.explain(verdict);
  });
  const mailBytes = mails.reduce((sum, text) => sum + text.length, 0);
  return [
    { name: 'scan for hints', value: log.length / 1e6 / scan, unit: 'MB/s', better: 'more' },
    { name: 'decode and read mails', value: mailBytes / 1e6 / decode, unit: 'MB/s', better: 'more' },
    { name: 'match a reply', value: (match / findings.length) * 1e6, unit: 'µs', better: 'less' },
    { name: 'explain a verdict', value: (explain / verdicts.length) * 1e6, unit: 'µs', better: 'less' },
  ];
}

/** How much longer a log takes with twice the rules, and with four times: as many again, in words that no reply has. In turn. */
export function ruleFigures(path: string): readonly Figure[] {
  const log = readFileSync(path);
  const readers = [1, 2, 4].map((times) => logReading(withRules(times), log));
  const best = readers.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 5; round++)
    for (const [index, read] of readers.entries()) best[index] = Math.min(best[index] ?? 0, secondsOf(read, 1));
  const [one = Number.NaN, two = Number.NaN, four = Number.NaN] = best;
  return [
    { name: 'cost of twice the rules', value: (two / one - 1) * 100, unit: '%', goal: { most: 10 } },
    { name: 'cost of four times the rules', value: (four / one - 1) * 100, unit: '%', better: 'less' },
  ];
}
function withRules(times: number): Knowledge {
  const again = Array.from({ length: times - 1 }, (_, copy) =>
    knowledge.rules.map((rule) => ({
      ...rule,
      id: `${rule.id}-again-${copy}`,
      ...(rule.when.says && { when: { ...rule.when, says: rule.when.says.map((phrase) => neverSaid(phrase, copy)) } }),
    })),
  );
  return { ...knowledge, rules: [...knowledge.rules, ...again.flat()] };
}
function neverSaid(phrase: string, copy: number): string {
  return `${normaliseReply(phrase, undefined).text.slice(0, 200)} qxz${copy}`;
}
function logReading(known: Knowledge, log: Buffer): () => void {
  const lens = createLens({ knowledge: known, texts });
  return () => {
    const stream = openLogStream({ lines: lens.openLog(), knowledge: known, name: 'log' });
    stream.push(log);
    stream.end();
  };
}
