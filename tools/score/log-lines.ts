/** How well single lines of logs are read, held against what other parsers' own tests say of them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceKind, firstEvidence, type Verdict } from '@bounce-lens/shared';
import { rowsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';

interface FlaggedLine {
  readonly line: string;
  readonly event: string;
  readonly address?: string | null;
}
interface ParsedLine {
  readonly line: string;
  /** What it is parsed by: `^%{POSTFIX_SMTPD}$`. */
  readonly pattern?: string;
  readonly fields?: Readonly<Record<string, unknown>> | null;
}

export const eximLines = 'exim-testsuite-logs.jsonl';
export const postfixLines: readonly string[] = ['postfix-grok-patterns.jsonl', 'postfix-parser.jsonl'];

export function scoreLogLines(subject: Subject, folder: string, sheet: Sheet): void {
  if (existsSync(join(folder, eximLines))) scoreExim(subject, rowsOf(join(folder, eximLines)), sheet);
  for (const file of postfixLines.filter((name) => existsSync(join(folder, name)))) {
    scorePostfix(subject, { title: file.replace(/\.jsonl$/, ''), rows: rowsOf(join(folder, file)) }, sheet);
  }
}
function firstOf({ lens }: Subject, line: string): Verdict | undefined {
  return lens.analyze({ text: line }, { as: 'log' }).verdicts[0];
}
function factOf(verdict: Verdict | undefined, kind: EvidenceKind): string | undefined {
  return verdict && firstEvidence(verdict.finding.event.evidence, kind)?.value;
}

function scoreExim(subject: Subject, rows: readonly FlaggedLine[], sheet: Sheet): void {
  for (const { line, event, address } of rows) {
    const verdict = firstOf(subject, line);
    const wanted = event === 'failed' ? 'permanent-failure' : 'deferral';
    const outcome = verdict?.finding.outcome;
    sheet.add('exim lines: outcome', outcome === wanted);
    if (outcome !== wanted) sheet.miss(`exim lines: outcome ${outcome} for ${wanted}: ${line}`);
    if (!address) continue;
    const recipient = factOf(verdict, 'final-recipient');
    // The colon of `** kim@example.com: Unrouteable address` is the line's, not the address's.
    const right = recipient === address.replace(/:$/, '');
    sheet.add('exim lines: address', right);
    if (!right) sheet.miss(`exim lines: address ${recipient} for ${address}: ${line}`);
  }
}

/** `mx.example.com[192.0.2.5]:25`; a lone word (`local`, `none`) is no host, nor is `[private/lmtp]` an address. */
const relay = /^(?<host>[^[\]\s]{1,255})\[(?<address>[0-9A-Fa-f.:]{2,64})\]/;
const isAddress = /^[\d.]{7,15}$|:/;
function relayHost(value: string): string | undefined {
  const host = value.includes('[') ? relay.exec(value)?.groups?.['host'] : value;
  return host === undefined || isAddress.test(host) ? undefined : host;
}
function relayAddress(value: string): string | undefined {
  return value.includes('[') ? relay.exec(value)?.groups?.['address'] : value;
}
function statusWord(value: string): string | undefined {
  const words: Readonly<Record<string, string>> = {
    sent: 'delivered',
    forwarded: 'delivered',
    bounced: 'failed',
    deferred: 'delayed',
    expired: 'expired',
  };
  return words[/^[a-z]{1,20}/.exec(value)?.[0] ?? ''];
}

interface Carried {
  /** What we call it. */
  readonly kind: EvidenceKind;
  /** What they call it. */
  readonly names: readonly string[];
  /** What of their value is meant, in our words; all of it where nothing is said. */
  readonly meaning?: (value: string) => string | undefined;
}
/** The fields that they state and we carry. */
const carried: readonly Carried[] = [
  { kind: 'queue-id', names: ['postfix_queueid', 'qid'], meaning: (value) => (value === 'NOQUEUE' ? undefined : value) },
  { kind: 'final-recipient', names: ['to'] },
  { kind: 'original-recipient', names: ['orig_to'] },
  { kind: 'envelope-sender', names: ['postfix_from', 'from'] },
  { kind: 'remote-mta', names: ['postfix_relay_hostname', 'host'], meaning: relayHost },
  { kind: 'remote-mta', names: ['relay'], meaning: (value) => (value.includes('[') ? relayHost(value) : undefined) },
  { kind: 'remote-ip', names: ['postfix_relay_ip'] },
  { kind: 'remote-ip', names: ['relay'], meaning: (value) => (value.includes('[') ? relayAddress(value) : undefined) },
  { kind: 'dsn-status', names: ['dsn'] },
  { kind: 'action', names: ['postfix_status', 'status'], meaning: statusWord },
  { kind: 'reply-code', names: ['postfix_status_code', 'postfix_proxy_status_code'] },
  { kind: 'enhanced-status', names: ['postfix_status_code_enhanced', 'postfix_proxy_status_code_enhanced'] },
  {
    kind: 'diagnostic-text',
    names: ['postfix_smtp_response', 'postfix_error_response', 'postfix_local_response', 'postfix_pipe_response', 'postfix_proxy_message'],
  },
];

/** A delivery, a refusal, or what a server said. */
const tells = /\bstatus=|\breject: | said: /;

function scorePostfix(
  subject: Subject,
  { title, rows }: { readonly title: string; readonly rows: readonly ParsedLine[] },
  sheet: Sheet,
): void {
  for (const { line, pattern, fields } of rows) {
    if (!fields || !tells.test(line)) continue;
    const verdict = firstOf(subject, asLogLine(line, pattern));
    sheet.add(`${title}: lines read`, verdict !== undefined);
    if (!verdict) sheet.miss(`${title}: not read: ${line}`);
    const stated = { ...pairsIn(String(fields['postfix_keyvalue_data'] ?? '')), ...fields };
    for (const { kind, names, meaning = (value: string) => value } of carried) {
      const value = names.map((name) => stated[name]).find((found) => found !== undefined);
      const wanted = value === undefined ? undefined : meaning(String(value));
      if (wanted === undefined || wanted === '') continue;
      const given = factOf(verdict, kind);
      sheet.add(`${title}: ${kind}`, given === wanted);
      if (given !== wanted) sheet.miss(`${title}: ${kind} ${given} for ${wanted}: ${line}`);
    }
  }
}
/** `to=<kim@example.com>, relay=local, dsn=2.0.0` */
function pairsIn(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/\b([a-z_]{2,20})=<?([^<>, ]{0,320})/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
/** Some lines begin behind the daemon's name; their pattern names it. */
function asLogLine(line: string, pattern = ''): string {
  const daemon = /POSTFIX_(?<name>[A-Z]{2,20})\b/.exec(pattern)?.groups?.['name']?.toLowerCase() ?? 'smtp';
  return line.slice(0, 80).includes('postfix/') ? line : `Nov 21 10:05:50 mx postfix/${daemon}[5501]: ${line}`;
}
