/** What is wrong with a template: unknown placeholders, such as could leave a hole, brackets without their pair. */
import { placeholders } from '../knowledge.ts';

/** The evidence kinds a template may name. */
const evidenceKinds = [
  'final-recipient',
  'original-recipient',
  'envelope-sender',
  'remote-mta',
  'remote-ip',
  'reporting-mta',
  'queue-id',
  'message-id',
  'subject',
  'original-sender',
  'attempted-at',
  'will-retry-until',
  'listed-ip',
  'blocklist',
  'client-ip',
  'auth-domain',
  'size-limit',
  'url',
  'smtp-command',
];
const known = new Set<string>([...placeholders, ...evidenceKinds]);
const token = /\[|\]|\{([^{}|]{0,64})(\|[^{}]{0,200})?\}/g;

/** One sentence a fault; none where the template is sound. */
export function templateFaults(template: string): readonly string[] {
  const faults: string[] = [];
  let depth = 0;
  for (const [sign, name = '', fallback] of template.matchAll(token)) {
    if (sign === ']' && depth === 0) faults.push('] without [');
    if (sign === '[' || sign === ']') {
      depth = sign === '[' ? depth + 1 : Math.max(0, depth - 1);
      continue;
    }
    if (!known.has(name)) faults.push(`there is no placeholder {${name}}`);
    if (depth === 0 && fallback === undefined) faults.push(`{${name}} may be missing: put it in a [clause] or give a {${name}|fallback}`);
  }
  return depth > 0 ? [...faults, '[ without ]'] : faults;
}
