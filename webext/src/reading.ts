/** What the background does with a text. */
import type { Analysis, Lens, Verdict } from '@bounce-lens/shared';

/** Read what the user pointed at: as what it looks like, else as plain text, guesses and all. */
export function readAsked(lens: Lens, text: string): Analysis {
  const analysis = lens.analyze({ text });
  return analysis.verdicts.length > 0 ? analysis : lens.analyze({ text }, { as: 'text' });
}

/** Read a page unasked: only what is recognised, and no deliveries, is marked. */
export function readUnasked(lens: Lens, text: string): Analysis {
  const analysis = readAsked(lens, text);
  const marks = analysis.marks.filter(({ verdict }) => isRecognized(analysis.verdicts[verdict]));
  return { ...analysis, marks };
}

/** More than a bare number that may be a room or a price: a rule's words, or a reply code with its enhanced status code. */
function isRecognized(verdict: Verdict | undefined): boolean {
  if (verdict === undefined || verdict.finding.outcome === 'delivered') return false;
  if (verdict.confidence !== 'guess') return true;
  const kinds = new Set(verdict.finding.event.evidence.map(({ kind }) => kind));
  return kinds.has('reply-code') && (kinds.has('enhanced-status') || kinds.has('dsn-status'));
}
