/** The codes: what each says by itself, and which rules ask for it. */
import type { CodeEntry, Rule } from '../../shared/src/knowledge.ts';
import type { Compiled } from './by-reason.ts';
import { table } from './markdown.ts';

export function renderByCode(compiled: Compiled): string {
  const { replyCodes, enhancedCodes } = compiled.knowledge;
  return `# By code

What a code says where no rule knows the words, and the rules that look at the code besides the words.

## Reply codes

${renderCodes(replyCodes, compiled)}

## Enhanced status codes

${renderCodes(enhancedCodes, compiled)}

## Codes that only rules know

${renderOthers(compiled)}
`;
}

function renderCodes(codes: readonly CodeEntry[], { knowledge, texts }: Compiled): string {
  const rows = codes.map(({ code, reason }) => [
    `\`${code}\``,
    texts.codes[code]?.name ?? '',
    linkTo(reason),
    ruleNames(asking(knowledge.rules, code)),
  ]);
  return table(['code', 'name', 'reason', 'rules that ask for it'], rows);
}

/** Providers give codes of their own: 5.7.606 at Microsoft. */
function renderOthers({ knowledge }: Compiled): string {
  const known = new Set([...knowledge.replyCodes, ...knowledge.enhancedCodes].map(({ code }) => code));
  const asked = new Set(knowledge.rules.flatMap(({ when }) => [...(when.reply ?? []), ...(when.enhanced ?? [])]));
  const others = [...asked].filter((code) => !known.has(code)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const rows = others.map((code) => {
    const rules = asking(knowledge.rules, code);
    return [`\`${code}\``, [...new Set(rules.map(({ reason }) => linkTo(reason)))].join(' '), ruleNames(rules)];
  });
  return table(['code', 'reasons', 'rules'], rows);
}

function asking(rules: readonly Rule[], code: string): readonly Rule[] {
  return rules.filter(({ when }) => when.reply?.includes(code) || when.enhanced?.includes(code));
}
function ruleNames(rules: readonly Rule[]): string {
  return rules.map(({ id }) => `\`${id}\``).join(' ');
}
function linkTo(reason: string): string {
  return `[\`${reason}\`](reasons/${reason}.md)`;
}
