/** The short facts beside the headline: outcome, codes, whose move, how sure; each readable without colour. */
import type { Texts } from '../knowledge.ts';
import type { Badge, Verdict } from '../model.ts';
import { placeholderValue } from './evidence-values.ts';
import { type LabelKey, label } from './labels.ts';

export function badgesOf(verdict: Verdict, texts: Texts): readonly Badge[] {
  const codes = placeholderValue(verdict, texts, 'codes');
  return [
    ...(tellsOutcome(verdict) ? [{ kind: 'outcome', text: label(texts, `outcome-${verdict.finding.outcome}`) } as const] : []),
    ...(codes === undefined ? [] : [{ kind: 'codes', text: codes } as const]),
    { kind: 'owner', text: label(texts, moveOf(verdict)) },
    { kind: 'confidence', text: label(texts, `confidence-${verdict.confidence}`) },
    ...(saysCodeOnly(verdict) ? [{ kind: 'general', text: label(texts, 'general') } as const] : []),
  ];
}

/** An administrator's move is our own administrator's, where the profile says that the server is ours. */
function moveOf({ owner, finding }: Verdict): LabelKey {
  const roles = finding.ours ?? [];
  const isOurs =
    (owner === 'recipient-admin' && roles.includes('remote-mta')) || (owner === 'sender-admin' && roles.includes('reporting-mta'));
  return isOurs ? 'move-ours' : `move-${owner}`;
}

/** A field of a report, a help text: nothing became of any mail there, unless a code or an action says so. */
function tellsOutcome({ reason, finding }: Verdict): boolean {
  const stated = ['action', 'reply-code', 'enhanced-status', 'dsn-status'];
  return reason !== 'information' || finding.event.evidence.some(({ kind }) => stated.includes(kind));
}

/** Does the answer speak of a code in general? Not where the text states the outcome itself (delivered, still trying). */
export function saysCodeOnly(verdict: Verdict): boolean {
  return verdict.general && verdict.confidence !== 'certain';
}
