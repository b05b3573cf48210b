/** Facts about servers' texts, each with its cause: does the answer name the reason, even where the writer's own rules are left out? */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLens, type Knowledge, type Texts, type WriterKind } from '@bounce-lens/shared';
import { plainWord, reasonsOfCause, rowsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';
import { answerTo } from './texts.ts';

export interface Fact {
  readonly id: string;
  /** The software, service or language that writes it. */
  readonly scope: string;
  /** `550`; `5yz` for a class; a mail program's own, `0x800CCC92`; or nothing. */
  readonly code: string;
  readonly enhanced: string;
  readonly texts: readonly string[];
  readonly cause: string;
  readonly temporary: boolean;
  readonly confidence: 'seen' | 'recalled';
  readonly lang?: string;
}

const certainOnes = 'answers called certain that are right';
const withoutWriter = 'right without the writer’s own rules';

export function scoreFacts(subject: Subject & { readonly texts: Texts }, folder: string, sheet: Sheet): void {
  // Named first, so that the table has them in this order.
  for (const name of ['seen', 'recalled', 'every wording', certainOnes, withoutWriter]) sheet.add(name, 0, 0);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  const lensFor = lensesWithout(subject);
  for (const file of files) {
    const name = file.replace(/\.jsonl$/, '');
    for (const fact of rowsOf<Fact>(join(folder, file)).filter(({ texts }) => texts.length > 0)) {
      scoreFact(subject, fact, name, sheet);
      if (isLeftOut(name, fact)) scoreWithoutWriter(lensFor(fact.scope), fact, sheet);
    }
  }
}
/** The general layer is measured on what servers write in English. */
function isLeftOut(file: string, { lang = 'en' }: Fact): boolean {
  return lang === 'en' && (file === 'providers' || file === 'mtas');
}

function scoreFact(subject: Subject, fact: Fact, file: string, sheet: Sheet): void {
  const wanted = reasonsOfCause(subject.knowledge, fact.cause);
  for (const [index, text] of fact.texts.entries()) {
    const { reason, rule, confidence } = answerTo(subject, replyOf(fact, text));
    const right = wanted.includes(plainWord(reason));
    sheet.add('every wording', right);
    if (confidence === 'certain') sheet.add(certainOnes, right);
    // The first text is the one that was met; others are variants of it.
    if (index === 0) {
      sheet.add(fact.confidence, right);
      sheet.add(`${fact.confidence}, ${file}`, right);
    }
    if (!right) sheet.miss(`${fact.confidence} ${fact.id}: ${reason} (${rule}, ${confidence}) for ${fact.cause}: ${replyOf(fact, text)}`);
  }
}

function scoreWithoutWriter(subject: Subject, fact: Fact, sheet: Sheet): void {
  const [text = ''] = fact.texts;
  const { reason, rule } = answerTo(subject, replyOf(fact, text));
  const right = reasonsOfCause(subject.knowledge, fact.cause).includes(plainWord(reason));
  sheet.add(withoutWriter, right);
  if (!right) sheet.miss(`without its writer ${fact.id}: ${reason} (${rule}) for ${fact.cause}: ${replyOf(fact, text)}`);
}

/** A text with its codes before it, as a server says it; its placeholders filled. */
export function replyOf({ code, enhanced, temporary }: Pick<Fact, 'code' | 'enhanced' | 'temporary'>, text: string): string {
  const said = text.replace(/<([^<>]{1,40})>/g, (all, name: string) => examples[name.toLowerCase()] ?? all);
  const status = enhanced.replace(/^x\./i, temporary ? '4.' : '5.');
  const codes = [code, status].filter((one) => /^\d{3}$|^\d\.\d{1,3}\.\d{1,3}$/.test(one) && !hasWord(said, one));
  const own = /^(?:0x[0-9a-f]{1,8}|\d{4,8})$/i.test(code) && !said.includes(code) ? ` (${code})` : '';
  return `${[...codes, said].join(' ')}${own}`;
}
function hasWord(text: string, word: string): boolean {
  return text.split(/[\s<>()[\];:,-]/).includes(word);
}
const examples: Readonly<Record<string, string>> = {
  address: 'kim@example.com',
  to: 'kim@example.com',
  from: 'lee@example.org',
  account: 'lee@example.org',
  user: 'kim',
  'forward-path': '<kim@example.com>',
  ip: '192.0.2.9',
  host: 'mx.example.com',
  'host[ip]': 'mx.example.com[192.0.2.9]',
  server: 'mail.example.com',
  domain: 'example.com',
  relay: 'mx.example.com',
  n: '10',
  max: '100',
  limit: '100',
  size: '10485760',
  port: '587',
  id: '4FA1B2',
  x: '7',
  code: '550',
  subject: 'Lunch',
  name: 'example',
  date: '21 Nov 2026',
  value: 'mail.example.com',
  list: 'bl.example.net',
  url: 'https://example.com/help',
  command: 'MAIL FROM',
  header: 'From',
  reply: '550 refused',
};

/** Words that several writers' names share and that tell nothing. */
const commonWords: ReadonlySet<string> = new Set([
  'mail',
  'general',
  'bounce',
  'legacy',
  'client',
  'com',
  'net',
  'fr',
  'de',
  'ru',
  'messaging',
  'outgoing',
  'cloud',
]);
/** Scopes whose writer has another name. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  gmail: ['google'],
  aol: ['yahoo'],
  hotmail: ['microsoft', 'outlook'],
  exchange2003: ['exchange'],
  apple: ['icloud'],
  att: ['yahoo'],
  japan: ['kddi', 'docomo', 'au'],
  symantec: ['messagelabs', 'broadcom'],
  netease: ['163'],
  qq: ['tencent'],
  dnsbl: ['blocklists', 'spamhaus', 'barracuda', 'spamcop', 'sorbs'],
  charter: ['spectrum'],
  cisco: ['ironport'],
  kerio: ['mdaemon', 'mailenable'],
  sina: ['sina'],
  rspamd: ['amavis', 'milter'],
  greylisting: ['postgrey'],
};
function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !commonWords.has(word));
}
/** The writers a scope speaks of: those whose id shares a telling word with it. */
export function writersOfScope(writers: readonly { readonly id: string; readonly kind: WriterKind }[], scope: string): readonly string[] {
  const words = new Set(wordsOf(scope).flatMap((word) => [word, ...(otherNames[word] ?? [])]));
  const isNamed = (id: string): boolean => plainName(id) === plainName(scope) || wordsOf(id).some((word) => words.has(word));
  return writers.filter(({ id, kind }) => kind !== 'general' && isNamed(id)).map(({ id }) => id);
}
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}
/** The compiled knowledge as if nobody had written rules for those writers. */
export function knowledgeWithout(knowledge: Knowledge, left: readonly string[]): Knowledge {
  return {
    ...knowledge,
    writers: knowledge.writers.filter(({ id }) => !left.includes(id)),
    rules: knowledge.rules.filter(({ writer }) => !left.includes(writer)),
  };
}
function lensesWithout({ knowledge, texts }: Subject & { readonly texts: Texts }): (scope: string) => Subject {
  const made = new Map<string, Subject>();
  return (scope) => {
    const less = knowledgeWithout(knowledge, writersOfScope(knowledge.writers, scope));
    const subject = made.get(scope) ?? { lens: createLens({ knowledge: less, texts }), knowledge: less };
    made.set(scope, subject);
    return subject;
  };
}
