/** From verdicts to what a card or the popup shows. */
import type { Analysis, Diagnosis, Verdict } from '@bounce-lens/shared';
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

/** A bounce says the same thing in prose and in its report. */
export function withoutRepeats(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const seen = new Set<string>();
  return diagnoses.filter((diagnosis) => {
    const recipient = diagnosis.verdict.finding.event.evidence.find(({ kind }) => kind === 'final-recipient')?.value ?? '';
    const key = `${diagnosis.title}\n${recipient}\n${diagnosis.badges.map(({ text }) => text).join('\n')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
