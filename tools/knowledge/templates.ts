/** Checks the templates of the texts: known placeholders, none that could leave a hole, brackets in pairs. */
import { type AnswerTexts, placeholders, type Texts } from '../../shared/src/knowledge.ts';

/** The evidence kinds a template may name; kept beside the type by the compiler. */
const evidenceKinds = [
  'final-recipient', 'original-recipient', 'envelope-sender', 'remote-mta', 'remote-ip', 'reporting-mta', 'queue-id', 'message-id', 'subject', 'original-sender',
  'attempted-at', 'will-retry-until', 'listed-ip', 'blocklist', 'client-ip', 'auth-domain', 'size-limit', 'url', 'smtp-command',
];
const known = new Set<string>([...placeholders, ...evidenceKinds]);

export function checkTemplates(texts: Texts): string[] {
  const all: [string, AnswerTexts][] = [
    ...Object.entries(texts.reasons).map(([id, t]): [string, AnswerTexts] => [`${texts.language}: reason ${id}`, t]),
    ...Object.entries(texts.rules).map(([id, t]): [string, AnswerTexts] => [`${texts.language}: rule ${id}`, t]),
  ];
  return all.flatMap(([where, answer]) => Object.entries(answer).flatMap(([field, value]) => [value].flat().flatMap((text) => faultsOf(text, `${where}, ${field}`))));
}

function faultsOf(text: string, where: string): string[] {
  const faults: string[] = [];
  let depth = 0;
  for (const [token, name, fallback] of text.matchAll(/\[|\]|\{([^{}|]{0,64})(\|[^{}]{0,200})?\}/g)) {
    if (token === ']' && depth === 0) faults.push(`${where}: ] without [`);
    if (token === '[' || token === ']') {
      depth = token === '[' ? depth + 1 : Math.max(0, depth - 1);
      continue;
    }
    if (!known.has(name ?? '')) faults.push(`${where}: no such placeholder {${name}}`);
    if (depth === 0 && fallback === undefined) faults.push(`${where}: {${name}} may be missing: put it in a [clause] or give a {${name}|fallback}`);
  }
  if (depth > 0) faults.push(`${where}: [ without ]`);
  return faults;
}
