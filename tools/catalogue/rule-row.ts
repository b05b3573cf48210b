/** What a rule asks for and answers, as cells. */
import type { Conditions, Knowledge, Rule, Texts } from '../../shared/src/knowledge.ts';

export function renderConditions(when: Conditions): string {
  const conditions = Object.entries(when).map(([name, values]) =>
    name === 'says' ? values.map((phrase: string) => `“${phrase}”`).join(' or ') : `${name} ${values.join(' or ')}`,
  );
  return conditions.join('; ');
}

export function ownerOf(rule: Rule, { reasons }: Knowledge, texts: Texts): string {
  return ownerName(rule.owner ?? reasons.find(({ id }) => id === rule.reason)?.owner ?? '', texts);
}
export function ownerName(owner: string, texts: Texts): string {
  return texts.labels[`owner-${owner}`] ?? owner;
}

/** The rule's own name, without its writer's. */
export function nameOf({ id, writer }: Rule): string {
  return `\`${id.slice(writer.length + 1)}\``;
}
/** How far a rule may be believed, where that is said. */
export function sureness({ recalled, confidence }: Rule): string {
  return [...(recalled ? ['recalled'] : []), ...(confidence ? [confidence] : [])].join(', ');
}
