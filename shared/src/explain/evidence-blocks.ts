/** The very words an answer rests on, who said them and to which command. */
import type { Texts } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { Block, Verdict } from '../model.ts';
import { cleanLines } from './clean-value.ts';
import { factOf } from './evidence-values.ts';
import { type Filling, fillTemplate } from './fill-template.ts';
import { type LabelKey, label } from './labels.ts';

export function evidenceBlocks(verdict: Verdict, texts: Texts, filling: Filling): readonly Block[] {
  const reply = cleanLines(factOf(verdict, 'diagnostic-text') ?? '', limits.replyLength);
  const told =
    reply === ''
      ? codesOnly(texts, filling)
      : [paragraph(label(texts, speaker(filling)), filling), { kind: 'quote' as const, text: reply }];
  return [...told, paragraph(label(texts, 'reported'), filling)].filter((block) => block.kind !== 'paragraph' || block.content.length > 0);
}

function codesOnly(texts: Texts, filling: Filling): readonly Block[] {
  return filling.value('codes') === undefined ? [] : [paragraph(label(texts, 'said-only-codes'), filling)];
}
function speaker(filling: Filling): LabelKey {
  if (filling.value('server') !== undefined) return 'said-server';
  return filling.value('reporting-mta') === undefined ? 'said-nobody' : 'said-report';
}
function paragraph(template: string, filling: Filling): Block {
  return { kind: 'paragraph', content: fillTemplate(template, filling) };
}
