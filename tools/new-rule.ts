/**
 * `npm run new:rule -- google/over-quota mailbox-full "452-4.2.2 The recipient's inbox is out of storage space. …"`
 * adds a rule to the writer's file, or begins a file for a new writer. The reply is its sample; the phrase is a proposal to be cut down.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const knowledge = join(import.meta.dirname, '..', 'shared', 'knowledge');

export interface NewRule {
  readonly writer: string;
  readonly id: string;
  readonly reason: string;
  readonly reply: string;
}

/** The file of rules with the new one at its end; `before` is absent for a new writer. */
export function addRule({ writer, id, reason, reply }: NewRule, before?: string): string {
  const entry = stringify([{ id, when: { says: [proposePhrase(reply)] }, reason, sources: [], samples: [reply] }], { lineWidth: 0 });
  const head =
    before ?? `${stringify({ writer: { title: writer, kind: 'provider' }, recognise: { hosts: [], says: [] } }, { lineWidth: 0 })}rules:\n`;
  return `${head.trimEnd()}\n${before === undefined ? '' : '\n'}${entry.replace(/^(?=.)/gm, '  ')}`;
}

/** The first sentence after the codes, without what changes from one reply to the next. */
export function proposePhrase(reply: string): string {
  const words = reply.replace(/^\s{0,8}[2-5]\d\d[ -]/, '').replace(/^[245]\.\d{1,3}\.\d{1,3}(?: |$)/, '');
  const [first = ''] = words
    .replace(/<[^>]{0,320}>/g, '…')
    .replace(/\[[^\]]{0,64}\]/g, '…')
    .split(/[.;] |\n/);
  const phrase = first
    .replace(/^[…:\s]{1,20}/, '')
    .trim()
    .toLowerCase()
    .slice(0, 160);
  if (phrase.length < 3) throw new Error(`no words to recognise in “${reply}”: give the whole reply`);
  return phrase;
}

function parse(args: readonly string[]): NewRule {
  const [name = '', reason = '', reply = ''] = args;
  const [, writer, id] = /^([a-z0-9][a-z0-9-]{0,40})\/([a-z0-9][a-z0-9-]{0,60})$/.exec(name) ?? [];
  if (writer === undefined || id === undefined || reply === '') throw new Error('npm run new:rule -- WRITER/RULE REASON "the whole reply"');
  if (!existsSync(join(knowledge, 'reasons', `${reason}.yml`)))
    throw new Error(`no reason ${reason}: shared/knowledge/reasons has them all`);
  return { writer, id, reason, reply };
}

function main(args: readonly string[]): void {
  const rule = parse(args);
  const file = join(knowledge, 'rules', `${rule.writer}.yml`);
  writeFileSync(file, addRule(rule, existsSync(file) ? readFileSync(file, 'utf8') : undefined));
  console.log(`${file}\nCut the phrase to what only this reply says, name the source, then: npm run test:unit`);
}

if (import.meta.filename === process.argv[1]) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
