/** What the background does with a text. */
import { type Analysis, type Lens, publicNames, redactSample, type Source, type Verdict } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import { limits } from './limits.ts';

/**
 * What a text is to its reader: `picked` by them (a selection, a paste: guesses are welcome), a `page` they asked about, or a page that is
 * read `unasked`, of which most is not about mail.
 */
export type Purpose = 'picked' | 'page' | 'unasked';

/** Read a text as what it looks like, else as plain text; keep what its purpose bears. */
export function readFor(purpose: Purpose, lens: Lens, text: string): Analysis {
  const found = lens.analyze({ text });
  const analysis = found.verdicts.length > 0 ? found : lens.analyze({ text }, { as: 'text' });
  if (purpose === 'picked') return analysis;
  const recognized = only(analysis, isRecognized);
  return purpose === 'page' && recognized.verdicts.length === 0 ? analysis : recognized;
}

/** What may be shown to others: every address, host and id replaced, what was said left as it is. */
export function redacted(lens: Lens, text: string): string {
  const { verdicts } = readFor('picked', lens, text);
  return redactSample(text, { keep: publicNames(knowledge), verdicts });
}

/** What a whole mail reports: its own parts say whether it is a bounce, so its words alone are not asked. */
export function readMail(lens: Lens, source: Source): readonly Verdict[] {
  const { kind, verdicts } = lens.analyze(source);
  return kind === 'mail' ? verdicts : [];
}

function only(analysis: Analysis, keep: (verdict: Verdict) => boolean): Analysis {
  const verdicts = analysis.verdicts.filter(keep);
  const marks = analysis.marks.flatMap((mark) => {
    const verdict = analysis.verdicts[mark.verdict];
    return verdict !== undefined && verdicts.includes(verdict) ? [{ ...mark, verdict: verdicts.indexOf(verdict) }] : [];
  });
  return { ...analysis, verdicts, marks };
}

/** No delivery, and more than a bare number or a common word: a number may be a room, and much is "deferred" that is no mail. */
function isRecognized(verdict: Verdict): boolean {
  const { outcome, event } = verdict.finding;
  if (outcome === 'delivered') return false;
  const kinds = new Set(event.evidence.map(({ kind }) => kind));
  const enhanced = kinds.has('enhanced-status') || kinds.has('dsn-status');
  if (verdict.confidence === 'certain' || (enhanced && kinds.has('reply-code'))) return true;
  if (kinds.has('reply-code') || enhanced || kinds.has('action')) return verdict.confidence !== 'guess';
  return verdict.because.some(({ value }) => value.length >= limits.tellingWords);
}
