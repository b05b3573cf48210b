/** `bounce-lens knowledge`: every reason and rule, a line each, for programs that compare vocabularies. */
import type { Knowledge, Texts } from '@bounce-lens/shared';

export function* knowledgeLines(knowledge: Knowledge, texts: Texts): Generator<string> {
  for (const { id, owner, temporary, aliases } of knowledge.reasons) {
    yield JSON.stringify({ kind: 'reason', id, title: texts.reasons[id]?.title, owner, temporary, aliases });
  }
  for (const { id, writer, reason, owner } of knowledge.rules) yield JSON.stringify({ kind: 'rule', id, writer, reason, owner });
}
