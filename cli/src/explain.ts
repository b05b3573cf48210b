/** `bounce-lens explain`: the whole answer for each event of one text, best first. */
import {
  attemptOf,
  type Diagnosis,
  type Explainer,
  hostDateOf,
  inlineText,
  type Knowledge,
  type Source,
  tellStories,
  toRecord,
  type Verdict,
} from '@bounce-lens/shared';
import { lineColumns } from '@bounce-lens/shared/containers';

/** An answer with the record of its event. */
export interface Explained {
  readonly diagnosis: Diagnosis;
  record(): ReturnType<typeof toRecord>;
}
export interface ExplainParts {
  readonly lens: Explainer;
  readonly knowledge: Knowledge;
  readonly source: Source;
  /** When the text was given; dates without a year are read by it. */
  readonly now: Date;
}

/** What was given is meant to be a bounce: where nothing is recognised at first sight, it is read as pasted text. */
export function explainSource({ lens, knowledge, source, now }: ExplainParts): readonly Explained[] {
  const first = lens.analyze(source);
  const { kind, verdicts } = first.verdicts.length > 0 ? first : lens.analyze(source, { as: 'text' });
  const stories = kind === 'log' ? tellStories(verdicts.map(attemptOf)) : [];
  const places = lineColumns(
    source.text,
    verdicts.map(({ finding }) => finding.anchor.start),
  );
  const zone = lens.timeZone && { timeZone: lens.timeZone };
  const explained = verdicts.map((verdict, index): Explained => {
    const { line = 0, column = 0 } = places[index] ?? {};
    const place = { file: source.name ?? '-', line: line + 1, column: column + 1 };
    return {
      diagnosis: lens.explain(verdict),
      record: () => toRecord(verdict, place, knowledge, { ...stories[index], hostDate: hostDateOf(now), ...zone }),
    };
  });
  return explained.sort((a, b) => rank(a.diagnosis.verdict) - rank(b.diagnosis.verdict));
}
/** Trouble before deliveries, then the surest. */
function rank({ finding, confidence, general }: Verdict): number {
  const sureness = { certain: 0, likely: 1, guess: 2 }[confidence];
  return (finding.outcome === 'delivered' ? 10 : 0) + 2 * sureness + (general ? 1 : 0);
}

/** The record with the answer beside it. */
export function toJson({ diagnosis, record }: Explained) {
  const { verdict, title, meaning, steps, customerReply, replyLanguage, escalation, links } = diagnosis;
  return {
    ...record(),
    title,
    meaning: inlineText(meaning),
    steps: steps.map(inlineText),
    ...(diagnosis.avoid && { avoid: inlineText(diagnosis.avoid) }),
    customerReply,
    replyLanguage,
    escalation,
    links,
    because: verdict.because.map(({ kind, value }) => ({ kind, value })),
    alternatives: verdict.alternatives,
  };
}
