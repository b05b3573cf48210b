/** One answer for several recipients of the same trouble. */
import type { Evidence, Verdict } from '../model.ts';

/** A sentence bears so many addresses; `and 12 more` is left to the count behind them. */
const namedLimit = 5;

/** The verdict, told of these recipients: the first few by name, the others by their number. */
export function withRecipients(verdict: Verdict, recipients: readonly string[]): Verdict {
  const distinct = [...new Set(recipients)];
  if (distinct.length < 2) return verdict;
  const rest = distinct.length - namedLimit;
  const told = `${distinct.slice(0, namedLimit).join(', ')}${rest > 0 ? ` (+${rest})` : ''}`;
  const { finding } = verdict;
  const evidence = finding.event.evidence.map(
    (fact): Evidence => (fact.kind === 'final-recipient' || fact.kind === 'original-recipient' ? { ...fact, value: told } : fact),
  );
  return { ...verdict, finding: { ...finding, event: { ...finding.event, evidence } } };
}
