/** The message to a postmaster: one sentence, then the facts in the order in which they grep for them. */
import type { Texts } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { Verdict } from '../model.ts';
import { cleanLines } from './clean-value.ts';
import { factOf, placeholderValue } from './evidence-values.ts';
import { type LabelKey, label } from './labels.ts';

/** Plain text under the filled `opening`. A fact that is not known has no line. */
export function escalationOf(verdict: Verdict, texts: Texts, { opening, timeZone }: { opening: string; timeZone?: string }): string {
  const facts = factLines(verdict, texts, timeZone ?? label(texts, 'time-zone-unknown')).join('\n');
  return [opening, facts, replyLines(verdict, texts)].filter((part) => part !== '').join('\n\n');
}

const searchedFor = [
  'attempted-at',
  'queue-id',
  'message-id',
  'reporting-mta',
  'client-ip',
  'remote-mta',
  'remote-ip',
  'listed-ip',
  'blocklist',
  'envelope-sender',
  'final-recipient',
  'original-recipient',
  'codes',
  'smtp-command',
  'auth-domain',
  'size-limit',
  'will-retry-until',
] as const satisfies readonly (LabelKey extends infer L ? (L extends `fact-${infer K}` ? K : never) : never)[];

/** `zone`: what is said of times that are written without one. */
function factLines(verdict: Verdict, texts: Texts, zone: string): readonly string[] {
  const lines = searchedFor.map((name) => {
    const value = name === 'envelope-sender' ? reversePath(verdict, texts) : placeholderValue(verdict, texts, name);
    return { name, value, text: `${label(texts, `fact-${name}`)}: ${value}${name === 'attempted-at' ? zoneNote(value, zone) : ''}` };
  });
  const told = lines.filter(({ value }) => value !== undefined);
  return told
    .filter(({ name, value }) => !(isSecondName(name) && told.some((other) => other.name !== name && other.value === value)))
    .map(({ text }) => text);
}
/** The IP a blocklist lists is mostly the sending IP, the original recipient mostly the final one: told once. */
function isSecondName(name: (typeof searchedFor)[number]): boolean {
  return name === 'listed-ip' || name === 'original-recipient';
}
/** A null reverse-path is a fact to a postmaster, though it is no sender. */
function reversePath(verdict: Verdict, texts: Texts): string | undefined {
  const sender = factOf(verdict, 'envelope-sender');
  return sender === '' || sender === '<>' ? '<>' : placeholderValue(verdict, texts, 'envelope-sender');
}
/** `Nov 21 10:05:50` says no zone; a postmaster elsewhere must know that. */
function zoneNote(time: string | undefined, zone: string): string {
  const hasZone = time === undefined || /(?:[+-]\d{2}:?\d{2}|Z|\b(?:GMT|UTC?)|\)|\b[ECMP][SD]T)$/.test(time);
  return hasZone ? '' : ` (${zone})`;
}

function replyLines(verdict: Verdict, texts: Texts): string {
  const reply = cleanLines(factOf(verdict, 'diagnostic-text') ?? '', limits.replyLength);
  if (reply === '') return '';
  return [`${label(texts, 'fact-diagnostic-text')}:`, ...reply.split('\n').map((line) => `  ${line}`)].join('\n');
}
