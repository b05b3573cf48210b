/** The pipeline: text → events → findings → verdicts. */
import { judge } from './judge.ts';
import { marksOf } from './marks.ts';
import { matchFinding } from './match/match.ts';
import type { RuleBook } from './match/rule-book.ts';
import type { Analysis, Ours, Source, Verdict } from './model.ts';
import { readSource } from './read-source.ts';

/** How to read and judge, beside the text itself. */
export interface Circumstance {
  readonly as?: 'mail' | 'log' | 'text';
  readonly ours?: Ours;
}

export function analyze(book: RuleBook, source: Source, { as, ours }: Circumstance = {}): Analysis {
  const { kind, events } = readSource(source, as);
  const telling = { kind: kind === 'nothing' ? 'text' : kind, ...(ours && { ours }) } as const;
  const matched = events.map((event) => matchFinding(book, judge(event, telling)));
  const verdicts = kind === 'text' ? matched.filter((verdict) => isAnswer(verdict, source.text.length)) : matched;
  return { kind: verdicts.length === 0 && kind === 'text' ? 'nothing' : kind, verdicts, marks: marksOf(verdicts) };
}

/** Text as long as this was picked by somebody: a selection, a paste. Longer text is a page, of which most is not about mail. */
const pickedLength = 1_500;
/** In a page, a phrase without any code must be long enough not to be ordinary prose. */
const tellingPhrase = 18;

/** Words without a code are an answer only where a rule knows them. */
function isAnswer(verdict: Verdict, length: number): boolean {
  const { event } = verdict.finding;
  const coded = event.evidence.some(
    ({ kind }) => kind === 'reply-code' || kind === 'enhanced-status' || kind === 'dsn-status' || kind === 'action',
  );
  if (coded) return true;
  if (verdict.general) return false;
  const matched = verdict.because[0]?.value.length ?? 0;
  return verdict.confidence === 'certain' || length <= pickedLength || matched >= tellingPhrase;
}
