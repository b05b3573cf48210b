/** Verdicts and texts made by hand, so that explaining is tested without reading or matching. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Knowledge, Texts } from '../../../shared/src/knowledge.ts';
import type { Evidence, EvidenceValues, Finding, Verdict } from '../../../shared/src/model.ts';

const languageFile: unknown = parse(readFileSync(new URL('../../../shared/knowledge/languages/en.yml', import.meta.url), 'utf8'));

/** The English labels, as the file has them. */
export function englishLabels(): Readonly<Record<string, string>> {
  if (typeof languageFile !== 'object' || languageFile === null || !('labels' in languageFile)) throw new TypeError('en.yml has no labels');
  const { labels } = languageFile;
  if (typeof labels !== 'object' || labels === null) throw new TypeError('labels of en.yml is no map');
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}

type Facts = Partial<EvidenceValues>;
export function evidenceOf(facts: Facts): readonly Evidence[] {
  return Object.entries(facts)
    .map(([kind, value]) => ({ kind, value, span: { start: 0, end: 1 } }))
    .filter(isEvidence);
}
/** The keys of `facts` are kinds of evidence by its type, which `Object.entries` forgets. */
function isEvidence(fact: { readonly kind: string; readonly value: string | undefined }): fact is Evidence {
  return fact.value !== undefined;
}

export interface VerdictParts extends Partial<Omit<Verdict, 'finding' | 'captured' | 'because'>> {
  readonly facts?: Facts;
  readonly captured?: Facts;
  readonly because?: Facts;
  readonly finding?: Partial<Finding>;
}
/** A deferral for a full mailbox, with what `parts` say otherwise. */
export function aVerdict({ facts = {}, captured = {}, because = {}, finding = {}, ...rest }: VerdictParts = {}): Verdict {
  return {
    reason: 'mailbox-full',
    owner: 'recipient',
    rule: 'google/over-quota',
    confidence: 'certain',
    general: false,
    alternatives: [],
    ...rest,
    captured: evidenceOf(captured),
    because: evidenceOf(because),
    finding: {
      anchor: { start: 0, end: 1 },
      outcome: 'deferral',
      direction: 'outbound',
      contradictions: [],
      event: { dialect: 'postfix', evidence: evidenceOf(facts) },
      ...finding,
    },
  };
}

export function someTexts(parts: Partial<Texts> = {}): Texts {
  return { language: 'en', labels: englishLabels(), reasons: {}, rules: {}, codes: {}, ...parts };
}
export function someKnowledge(parts: Partial<Knowledge> = {}): Knowledge {
  return { format: 1, reasons: [], writers: [], rules: [], words: {}, replyCodes: [], enhancedCodes: [], ...parts };
}
