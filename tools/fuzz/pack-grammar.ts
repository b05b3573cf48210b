/** Team packs: sound ones, and the same struck with what YAML can do to a reader. */
import type { Making } from './mail-grammar.ts';
import { mutated } from './mutate.ts';
import { words } from './words.ts';

const sound = `writer: { title: Acme, kind: provider }
recognise: { hosts: [acme.example] }
rules:
  - id: frozen
    when: { says: ["account is on ice"], reply: "550" }
    reason: mailbox-disabled
    title: The account is frozen
    steps: [Call Ann in billing about {recipient}., "See {listed-ip|the address}"]
    links: [{ title: Help, href: "https://support.example.org/x" }]
    samples: ["550 Account is on ice"]
answers:
  mailbox-full:
    customerReply: Please call our service desk[ about {recipient}].
profile:
  domains: [example.org]
  hosts: [mail.example.org]
  networks: [203.0.113.0/24, "2001:db8::/32"]
`;
const nasty: readonly string[] = [
  '&a [*a, *a, *a]',
  '*unknown',
  '!!js/function "x"',
  '!!binary aGk=',
  '<<: { a: 1 }',
  '? [complex, key] : x',
  '__proto__: { x: 1 }',
  'constructor: 1',
  '{',
  '[[[[',
  '- - - -',
  '---\n',
  '%YAML 1.1\n---\n',
  '|\n  x',
  '>-\n  x',
  '"\\uD800"',
  '0x1F',
  '.inf',
  '.nan',
  '2026-11-21',
  'null',
  '~',
  '1e400',
  '999999999999999999',
  "''",
  '…',
  '{recipient',
  '{nobody}',
  '[a[b]',
  '203.0.113.0/99',
  '::/0',
  '1.2.3',
  '\t',
  'a: &x [1,1,1,1,1,1,1,1]\nb: &y [*x,*x,*x,*x,*x,*x,*x,*x]\nc: [*y,*y,*y,*y,*y,*y,*y,*y]',
];

export function makePack({ chance }: Making): string {
  const lines = sound.split('\n');
  const at = chance.below(lines.length);
  const line = lines[at] ?? '';
  lines[at] = chance.oneIn(2)
    ? line.replace(/:.*/, `: ${chance.pick(nasty)}`)
    : `${line}\n${' '.repeat(chance.below(6))}${chance.pick(nasty)}`;
  const text = lines.join('\n');
  const quoted = chance.oneIn(4) ? text.replace(/"[^"]*"/, () => JSON.stringify(chance.pick(words))) : text;
  return chance.oneIn(2) ? mutated(quoted, chance, sound) : quoted;
}
