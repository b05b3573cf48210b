/** From verdicts to what a card or the popup shows. */
import { type Analysis, type Diagnosis, recipientIn, type Verdict } from '@bounce-lens/shared';
import type { Asked, Content } from './content-view.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';

/** Deliveries are told only where there is nothing else to tell. */
export function worthTelling({ verdicts }: Pick<Analysis, 'verdicts'>): readonly Verdict[] {
  const troubles = verdicts.filter((verdict) => verdict.finding.outcome !== 'delivered');
  return troubles.length > 0 ? troubles : verdicts;
}

export async function answersTo(verdicts: readonly Verdict[], where: Asked): Promise<Content> {
  if (verdicts.length === 0) return { kind: 'nothing', where };
  const diagnoses = await ask('explain', { verdicts: verdicts.slice(0, limits.listed) });
  return { kind: 'answers', diagnoses: withoutRepeats(diagnoses), more: verdicts.length > limits.listed };
}

/** A bounce says the same thing in prose and in its report, and not always to whom: of each, the surest answer is kept. */
export function withoutRepeats(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const kept = new Map<string, Diagnosis>();
  for (const diagnosis of diagnoses) {
    const key = keyOf(diagnosis.verdict);
    const before = kept.get(key);
    if (before === undefined || sureness(diagnosis) > sureness(before)) kept.set(key, diagnosis);
  }
  const told = new Set(toldKeys([...kept.values()].map(({ verdict }) => verdict)));
  return [...kept].filter(([key]) => told.has(key)).map(([, diagnosis]) => diagnosis);
}

/** How many different things are told. */
export function countOf(verdicts: readonly Verdict[]): number {
  return toldKeys(verdicts).length;
}

/** What is told of nobody is told already where the same is told of somebody. */
function toldKeys(verdicts: readonly Verdict[]): readonly string[] {
  const named = verdicts.filter((verdict) => recipientOf(verdict) !== '');
  const reasons = new Set(named.map(({ reason }) => reason));
  const told = verdicts.filter((verdict) => recipientOf(verdict) !== '' || !reasons.has(verdict.reason));
  return [...new Set(told.map(keyOf))];
}

function keyOf(verdict: Verdict): string {
  return `${verdict.reason} ${recipientOf(verdict)}`;
}
function recipientOf({ finding }: Verdict): string {
  return recipientIn(finding.event.evidence)?.toLowerCase() ?? '';
}

const degrees = { certain: 2, likely: 1, guess: 0 } as const;
function sureness({ verdict, badges }: Diagnosis): number {
  return 100 * degrees[verdict.confidence] + badges.length;
}
