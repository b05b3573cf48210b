/** The short facts beside the headline: outcome, codes, whose move, how sure; each readable without colour. */
import type { Texts } from '../knowledge.ts';
import type { Badge, Verdict } from '../model.ts';
import { placeholderValue } from './evidence-values.ts';
import { label } from './labels.ts';

export function badgesOf(verdict: Verdict, texts: Texts): readonly Badge[] {
  const codes = placeholderValue(verdict, texts, 'codes');
  return [
    { kind: 'outcome', text: label(texts, `outcome-${verdict.finding.outcome}`) },
    ...(codes === undefined ? [] : [{ kind: 'codes', text: codes } as const]),
    { kind: 'owner', text: label(texts, `move-${verdict.owner}`) },
    { kind: 'confidence', text: label(texts, `confidence-${verdict.confidence}`) },
    ...(saysCodeOnly(verdict) ? [{ kind: 'general', text: label(texts, 'general') } as const] : []),
  ];
}

/** Does the answer speak of a code in general? Not where the text states the outcome itself (delivered, still trying). */
export function saysCodeOnly(verdict: Verdict): boolean {
  return verdict.general && verdict.confidence !== 'certain';
}
