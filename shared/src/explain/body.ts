/** The answer below the badges, in the order of its anatomy: meaning, steps, what to avoid, evidence, why, links. */
import type { Texts, Writer } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { Block, Inline, Link, Verdict } from '../model.ts';
import { evidenceBlocks } from './evidence-blocks.ts';
import type { Filling } from './fill-template.ts';
import { type LabelKey, label } from './labels.ts';
import { whyBlocks } from './why.ts';

/** What is already filled in. */
export interface BodyParts {
  readonly verdict: Verdict;
  readonly texts: Texts;
  readonly filling: Filling;
  readonly writers: readonly Writer[];
  readonly meaning: readonly Inline[];
  readonly steps: readonly (readonly Inline[])[];
  readonly avoid: readonly Inline[] | undefined;
  readonly links: readonly Link[];
}

export function bodyOf(parts: BodyParts): readonly Block[] {
  const { texts } = parts;
  return [
    { kind: 'paragraph', content: parts.meaning },
    ...section(texts, 'heading-steps', [{ kind: 'steps', items: parts.steps }]),
    ...avoidBlocks(parts),
    ...section(texts, 'heading-evidence', evidenceBlocks(parts.verdict, texts, parts.filling)),
    ...section(texts, 'heading-why', whyBlocks(parts)),
    ...section(texts, 'heading-links', parts.links.slice(0, 2 * limits.toldPerAnswer).map(linkBlock)),
  ];
}

/** A heading stands only above something. */
function section(texts: Texts, heading: LabelKey, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: label(texts, heading) }, ...blocks];
}
function avoidBlocks({ texts, avoid }: BodyParts): readonly Block[] {
  if (avoid === undefined) return [];
  return [{ kind: 'paragraph', content: [{ kind: 'strong', text: label(texts, 'avoid') }, { kind: 'text', text: ' ' }, ...avoid] }];
}
function linkBlock({ title, href }: Link): Block {
  return { kind: 'paragraph', content: [{ kind: 'link', text: title, href }] };
}
