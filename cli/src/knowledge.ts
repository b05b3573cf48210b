/** `bounce-lens knowledge`: every reason and rule, a line each, for programs that compare vocabularies. */
import type { Knowledge, Texts } from '@bounce-lens/shared';
import { openLens } from './open-lens.ts';
import { complainAll, type Output } from './output.ts';

/** The exit status. */
export async function printKnowledge(output: Output): Promise<number> {
  const opened = await openLens({ language: 'en', packs: [], profile: undefined }, () => undefined);
  if ('faults' in opened) return complainAll(opened.faults, output);
  for (const line of knowledgeLines(opened.knowledge, opened.texts)) await output.print(`${line}\n`);
  return 0;
}

function* knowledgeLines(knowledge: Knowledge, texts: Texts): Generator<string> {
  for (const { id, owner, temporary, aliases } of knowledge.reasons) {
    yield JSON.stringify({ kind: 'reason', id, title: texts.reasons[id]?.title, owner, temporary, aliases });
  }
  for (const { id, writer, reason, owner } of knowledge.rules) yield JSON.stringify({ kind: 'rule', id, writer, reason, owner });
}
