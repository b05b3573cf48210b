/** Verdict → Diagnosis: the prose, made when somebody looks. */
import type { AnswerTexts, Knowledge, Texts } from '../knowledge.ts';
import type { Diagnosis, Inline, Verdict } from '../model.ts';
import { answerTexts, type FallbackTexts, fallbackTexts } from './answer-texts.ts';
import { badgesOf, saysCodeOnly } from './badges.ts';
import { bodyOf } from './body.ts';
import { codeMeaning } from './code-meaning.ts';
import { escalationOf } from './escalation.ts';
import { fillingOf } from './evidence-values.ts';
import { type Filling, fillTemplate, fillText, withValues } from './fill-template.ts';
import { label } from './labels.ts';
import { linksOf } from './links.ts';
import { summaryOf } from './summary.ts';
import { titleOf } from './title.ts';

/** How we write to others: of a profile, and the texts its `replyLanguage` asks for. */
export interface Voice {
  readonly signature?: string;
  readonly replyTexts?: Texts;
  /** Of times that are written without a zone. */
  readonly timeZone?: string;
}

/** What a host shows for one verdict, in the language of `texts`. Pure; never throws for what a mail says. No text is ever empty. */
export function explain(verdict: Verdict, knowledge: Knowledge, texts: Texts, voice: Voice = {}): Diagnosis {
  const words = wordsOf(verdict, texts);
  const replyWords = voice.replyTexts ? wordsOf(verdict, voice.replyTexts) : words;
  const { answer, fallback, filling } = words;
  const told = {
    title: titleIn(words),
    badges: badgesOf(verdict, texts),
    meaning: meaningOf(words),
    steps: stepsOf(words),
    avoid: avoidOf(words),
  };
  const { avoid, ...plain } = told;
  const links = linksOf(verdict, knowledge, words);
  return {
    verdict,
    language: texts.language,
    ...plain,
    ...(avoid && { avoid }),
    body: bodyOf({ ...told, verdict, texts, filling, links, writers: knowledge.writers }),
    customerReply: signed(replyIn(replyWords), voice.signature),
    replyLanguage: replyWords.texts.language,
    escalation: escalationOf(verdict, texts, {
      opening: fillText(answer.escalation ?? '', filling) || fillText(fallback.escalation, filling),
      ...(voice.timeZone !== undefined && { timeZone: voice.timeZone }),
    }),
    summary: summaryOf(told, verdict, texts),
    links,
  };
}

interface Words {
  readonly verdict: Verdict;
  readonly texts: Texts;
  readonly filling: Filling;
  readonly answer: AnswerTexts;
  readonly fallback: FallbackTexts;
}

function wordsOf(verdict: Verdict, texts: Texts): Words {
  return {
    verdict,
    texts,
    filling: fillingOf(verdict, texts),
    answer: answerTexts(verdict, texts),
    fallback: fallbackTexts(verdict, texts),
  };
}

function replyIn({ answer, fallback, filling }: Words): string {
  return fillText(answer.customerReply ?? '', filling) || fillText(fallback.customerReply, filling);
}
/** A signature is nobody's template: brackets and braces in it stand for themselves. */
function signed(reply: string, signature = ''): string {
  const lines = signature.replace(/\r\n?/g, '\n').trim();
  return lines === '' ? reply : `${reply}\n\n${lines}`;
}

function titleIn({ answer, fallback, filling }: Words): string {
  return titleOf(answer.title ?? '', filling) || titleOf(fallback.title, filling);
}

/** The meaning, the rule's note, and for an answer that rests on a code, what the code means in general. */
function meaningOf({ verdict, texts, filling, answer, fallback }: Words): readonly Inline[] {
  const code = saysCodeOnly(verdict) ? codeMeaning(verdict, texts) : undefined;
  const meaning = fillTemplate(answer.meaning ?? '', filling);
  const parts = [
    meaning.length > 0 ? meaning : fillTemplate(fallback.meaning, filling),
    fillTemplate(answer.note ?? '', filling),
    code === undefined || code.name === '' ? [] : fillTemplate(label(texts, 'code-meaning'), withValues(filling, { ...code })),
  ];
  return joined(parts.filter((part) => part.length > 0));
}
function joined(parts: readonly (readonly Inline[])[]): readonly Inline[] {
  return parts.flatMap((part, index): readonly Inline[] => (index === 0 ? part : [{ kind: 'text', text: ' ' }, ...part]));
}

function stepsOf({ answer, fallback, filling }: Words): readonly (readonly Inline[])[] {
  const steps = filledSteps(answer.steps ?? [], filling);
  return steps.length > 0 ? steps : filledSteps(fallback.steps, filling);
}
/** A step that is one dropped clause is no step. */
function filledSteps(steps: readonly string[], filling: Filling): readonly (readonly Inline[])[] {
  return steps.map((step) => fillTemplate(step, filling)).filter((step) => step.length > 0);
}
function avoidOf({ answer, filling }: Words): readonly Inline[] | undefined {
  const content = fillTemplate(answer.avoid ?? '', filling);
  return content.length === 0 ? undefined : content;
}
