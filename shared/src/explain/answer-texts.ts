/** Which templates make up the answer of a verdict. */
import { type AnswerTexts, atSubmission, type Texts } from '../knowledge.ts';
import type { Verdict } from '../model.ts';
import { label } from './labels.ts';

/** The rule's texts, field by field, else the reason's for a mail program at its own server, else the reason's. */
export function answerTexts({ reason, rule, finding }: Verdict, texts: Texts): AnswerTexts {
  const atOwnServer = finding.direction === 'submission' ? texts.reasons[atSubmission(reason)] : undefined;
  return {
    ...given(texts.reasons[reason]),
    ...given(heldUp({ reason, finding }, texts)),
    ...given(atOwnServer),
    ...given(texts.rules[rule]),
  };
}
/** Mail that was only held up and has come back all the same: “the server keeps trying” would be wrong above it. */
function heldUp({ reason, finding }: Pick<Verdict, 'reason' | 'finding'>, texts: Texts): AnswerTexts | undefined {
  const title = texts.reasons['expired']?.title;
  return reason === 'delayed' && finding.outcome === 'permanent-failure' && title !== undefined ? { title } : undefined;
}

export type FallbackTexts = Required<Omit<AnswerTexts, 'note' | 'avoid'>>;
/** Words that tell only what is known: for a reason without texts, and where every clause of a text fell away. */
export function fallbackTexts({ finding: { outcome } }: Verdict, texts: Texts): FallbackTexts {
  return {
    title: label(texts, `fallback-title-${outcome}`),
    meaning: label(texts, `fallback-meaning-${outcome}`),
    steps: [label(texts, outcome === 'delivered' ? 'fallback-step-delivered' : 'fallback-step-trouble')],
    customerReply: label(texts, 'fallback-customer-reply'),
    escalation: label(texts, 'fallback-escalation'),
  };
}

/** Without the fields that say nothing: an empty text must not hide the one it would replace. */
function given(texts: AnswerTexts | undefined): AnswerTexts {
  const says = ([, text]: readonly [string, unknown]): boolean =>
    Array.isArray(text) ? text.length > 0 : text !== undefined && text !== '';
  return Object.fromEntries(Object.entries(texts ?? {}).filter(says));
}
