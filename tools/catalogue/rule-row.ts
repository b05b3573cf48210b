/** What a rule asks for and answers, as cells. */
import type { Conditions, Knowledge, Rule, Texts } from '../../shared/src/knowledge.ts';

export function renderConditions(when: Conditions): string {
  const { says = [], means = [], ...others } = when;
  const words = [...says.map((phrase) => `“${phrase}”`), ...means].join(' or ');
  const conditions = Object.entries(others).map(([name, values]) => `${name} ${values.join(' or ')}`);
  return [...(words === '' ? [] : [words]), ...conditions].join('; ');
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
