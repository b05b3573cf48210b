/** The laws an answer obeys whatever was read. Each throws with the law in words; what the core itself throws breaks the first of them. */
import assert from 'node:assert/strict';
import { type Analysis, type EvidenceKind, type Lens, type Source, verdictAt } from '../../shared/src/index.ts';
import type { Evidence, Span, Verdict } from '../../shared/src/model.ts';

/** Spans lie in the text, marks are in order and lead back to their verdict, what was not encoded is quoted as it stands. */
export function obeysReadingLaws({ text }: Source, analysis: Analysis): void {
  let last = 0;
  for (const { span, verdict } of analysis.marks) {
    lawful(
      span.start >= last && span.start < span.end && span.end <= text.length,
      () => `mark ${shown(span)} behind ${last} of ${text.length}`,
    );
    lawful(analysis.verdicts[verdict] !== undefined, () => `mark of verdict ${verdict} of ${analysis.verdicts.length}`);
    lawful(span.start === last || verdictAt(analysis, span.start) === verdict, () => `mark ${shown(span)} leads to another verdict`);
    last = span.end;
  }
  const isRaw = analysis.kind !== 'mail' && !/[{<&\\]|=\?|""/.test(text);
  for (const verdict of analysis.verdicts) {
    isInside(verdict.finding.anchor, text, 'anchor');
    for (const evidence of evidenceOf(verdict)) obeysEvidenceLaws(evidence, text, isRaw);
  }
}
function evidenceOf({ finding, because, captured }: Verdict): readonly Evidence[] {
  return [...finding.event.evidence, ...because, ...captured];
}
/** Kinds whose value is never worded anew. */
const literal: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  'reply-code',
  'final-recipient',
  'original-recipient',
  'envelope-sender',
  'remote-ip',
  'client-ip',
  'queue-id',
  'message-id',
]);
function obeysEvidenceLaws({ kind, value, span }: Evidence, text: string, isRaw: boolean): void {
  isInside(span, text, kind);
  lawful(value !== '', () => `${kind} has a value or is absent`);
  if (isRaw && literal.has(kind))
    lawful(
      text.slice(span.start, span.end) === value,
      () => `${kind} "${value}" is not what stands at ${shown(span)}: "${text.slice(span.start, span.end)}"`,
    );
}
function isInside(span: Span, text: string, what: string): void {
  lawful(span.start >= 0 && span.start <= span.end && span.end <= text.length, () => `${what} ${shown(span)} in ${text.length}`);
}
function shown({ start, end }: Span): string {
  return `${start}..${end}`;
}

/** The message is made only where the law is broken: a law is asked some hundred times an input. */
export function lawful(holds: boolean, message: () => string): void {
  if (!holds) assert.fail(message());
}

/** The same text, the same answer; and it crosses a worker's port as it is. */
export function obeysDataLaws(lens: Lens, source: Source, analysis: Analysis, as?: 'log' | 'text'): void {
  assert.deepEqual(lens.analyze(source, as && { as }), analysis, 'the same text got another answer');
  assert.deepEqual(structuredClone(analysis), analysis, 'an analysis is plain data');
  for (const verdict of analysis.verdicts.slice(0, 3)) assert.deepEqual(structuredClone(lens.explain(verdict)), lens.explain(verdict));
}

/** What was read before changes no answer: a lens that has read other texts, and fewer, tells the same. */
export function obeysMemoryLaws({ lens, younger }: Lenses, source: Source, as?: 'log' | 'text'): void {
  const [older, other] = [lens, younger].map((one) => {
    const analysis = one.analyze(source, as && { as });
    return { analysis, diagnoses: analysis.verdicts.slice(0, 1).map((verdict) => one.explain(verdict)) };
  });
  assert.deepEqual(older, other, 'a lens that has read other texts gave another answer');
}
interface Lenses {
  readonly lens: Lens;
  /** Has read other texts than `lens`, and fewer. */
  readonly younger: Lens;
}

/** An empty line before a log moves every place by its length, and changes nothing else. */
export function obeysWindowLaws(lens: Lens, { text }: Source, analysis: Analysis): void {
  const before = '\n\n';
  const moved = lens.analyze({ text: before + text }, { as: 'log' });
  assert.deepEqual(
    moved.marks.map(({ span }) => span.start - before.length),
    analysis.marks.map(({ span }) => span.start),
    'an empty line before a log changed what was read',
  );
}
