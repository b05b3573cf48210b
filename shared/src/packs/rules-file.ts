/** A rules file as its author wrote it (`rules.schema.json`), and what is matched and said once it is compiled. Ours and a team's alike. */
import type { AnswerTexts, Conditions, LinkTemplate, Rule, Writer, WriterKind } from '../knowledge.ts';
import { normalPhrase } from '../match/phrase.ts';
import type { Confidence, Direction, Owner } from '../model.ts';

export interface Sample {
  readonly text: string;
  readonly host?: string;
  readonly command?: string;
  readonly direction?: Direction;
  readonly action?: string;
  readonly dialect?: string;
}
export interface RuleEntry extends AnswerTexts {
  readonly id: string;
  readonly when: { readonly [K in keyof Conditions]: string | readonly string[] };
  readonly reason: string;
  readonly owner?: Owner;
  readonly recalled?: boolean;
  readonly confidence?: Confidence;
  readonly links?: readonly LinkTemplate[];
  readonly sources?: readonly string[];
  readonly samples: readonly (string | Sample)[];
  readonly counterSamples?: readonly (string | Sample)[];
}
export interface RulesFile {
  readonly writer: { readonly title: string; readonly kind: WriterKind };
  readonly recognise?: { readonly hosts?: readonly string[]; readonly says?: readonly string[]; readonly dialects?: readonly string[] };
  readonly rules: readonly RuleEntry[];
}

export function writerOf(id: string, { writer, recognise }: RulesFile): Writer {
  return {
    id,
    title: writer.title,
    kind: writer.kind,
    hosts: recognise?.hosts ?? [],
    says: (recognise?.says ?? []).map(normalPhrase),
    dialects: recognise?.dialects ?? [],
  };
}

export function ruleOf(writer: string, entry: RuleEntry): Rule {
  const { owner, recalled, confidence, links } = entry;
  return {
    id: `${writer}/${entry.id}`,
    writer,
    when: conditionsOf(entry.when),
    reason: entry.reason,
    ...(owner && { owner }),
    ...(recalled && { recalled }),
    ...(confidence && { confidence }),
    ...(links && { links }),
  };
}

function conditionsOf(when: RuleEntry['when']): Conditions {
  const lists = Object.entries(when).map(([name, value]): [string, readonly string[]] => {
    const values = typeof value === 'string' ? [value] : value;
    return [name, name === 'says' ? values.map(normalPhrase) : values];
  });
  const { direction, ...rest }: { direction?: readonly string[] } = Object.fromEntries(lists);
  return direction ? { ...rest, direction: direction.filter(isDirection) } : rest;
}
function isDirection(word: string): word is Direction {
  return word === 'outbound' || word === 'inbound' || word === 'submission';
}

/** The texts of a reason or rule, without what is matched. */
export function answerOf({ title, meaning, note, steps, avoid, customerReply, escalation }: AnswerTexts): AnswerTexts {
  return {
    ...(title && { title }),
    ...(meaning && { meaning: meaning.trim() }),
    ...(note && { note: note.trim() }),
    ...(steps && { steps: steps.map((s) => s.trim()) }),
    ...(avoid && { avoid: avoid.trim() }),
    ...(customerReply && { customerReply: customerReply.trim() }),
    ...(escalation && { escalation: escalation.trim() }),
  };
}
