/** What a host draws: one mark a code, in the order of the text; and the way back from an offset to a verdict. */
import type { Analysis, Evidence, Mark, Verdict } from './model.ts';

/** The codes of every verdict, or the words it rests on where it has none; where two verdicts claim a code, the first keeps it. */
export function marksOf(verdicts: readonly Verdict[]): readonly Mark[] {
  const all = verdicts
    .flatMap((verdict, index) => marksOfOne(verdict, index))
    .sort((a, b) => a.span.start - b.span.start || a.verdict - b.verdict);
  const kept: Mark[] = [];
  for (const mark of all) if (mark.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(mark);
  return kept;
}

function marksOfOne(verdict: Verdict, index: number): Mark[] {
  const { evidence } = verdict.finding.event;
  const codes = evidence.filter(isCode);
  const words = verdict.because.filter((e) => e.kind === 'diagnostic-text');
  const drawn = codes.length > 0 ? codes : words.length > 0 ? words : evidence.filter((e) => e.kind === 'diagnostic-text').slice(0, 1);
  const shown = drawn.length > 0 ? drawn : evidence.filter((e) => e.kind === 'action').slice(0, 1);
  return shown.map(({ kind, span }) => ({
    span,
    verdict: index,
    outcome: verdict.finding.outcome,
    kind: kind === 'reply-code' || kind === 'enhanced-status' || kind === 'dsn-status' ? kind : 'diagnostic-text',
  }));
}
function isCode({ kind }: Evidence): boolean {
  return kind === 'reply-code' || kind === 'enhanced-status' || kind === 'dsn-status';
}

/** Index of the verdict under an offset: that of the mark there, else of the reply whose text covers it; undefined elsewhere. */
export function verdictAt(analysis: Analysis, offset: number): number | undefined {
  const mark = analysis.marks.find(({ span }) => span.start <= offset && offset <= span.end);
  if (mark) return mark.verdict;
  const index = analysis.verdicts.findIndex(({ finding }) =>
    finding.event.evidence.some(({ kind, span }) => kind === 'diagnostic-text' && span.start <= offset && offset < span.end),
  );
  return index < 0 ? undefined : index;
}
