/** The answer as plain text to paste into a ticket: headline, whose move, meaning, steps, evidence. */
import type { Texts } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { Badge, Inline, Verdict } from '../model.ts';
import { cleanLines } from './clean-value.ts';
import { factOf } from './evidence-values.ts';
import { inlineText } from './fill-template.ts';
import { label } from './labels.ts';

export interface SummaryParts {
  readonly title: string;
  readonly badges: readonly Badge[];
  readonly meaning: readonly Inline[];
  readonly steps: readonly (readonly Inline[])[];
  readonly avoid: readonly Inline[] | undefined;
}

export function summaryOf(parts: SummaryParts, verdict: Verdict, texts: Texts): string {
  const steps = parts.steps.map((step, index) => `${index + 1}. ${inlineText(step)}`);
  const avoid = parts.avoid === undefined ? [] : [`${label(texts, 'avoid')} ${inlineText(parts.avoid)}`];
  const reply = cleanLines(factOf(verdict, 'diagnostic-text') ?? '', limits.replyLength).replace(/\n/g, '\n  ');
  return [
    [parts.title, parts.badges.map(({ text }) => text).join(' · ')].join('\n'),
    inlineText(parts.meaning),
    [`${label(texts, 'heading-steps')}:`, ...steps, ...avoid].join('\n'),
    ...(reply === '' ? [] : [`${label(texts, 'heading-evidence')}:\n  ${reply}`]),
  ].join('\n\n');
}
