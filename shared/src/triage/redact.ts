/**
 * A redacted sample of a text: mail addresses, hosts, IP addresses, ids and people's names replaced, consistently, by example domains,
 * documentation addresses and ids of the same shape. Codes and wording stay, and so do the public names of those who write bounces: a rule
 * is asked for by them.
 *
 *     to=<kim@acme.com>, relay=mx1.acme.com[8.8.4.4]:25 … (host mx1.acme.com[8.8.4.4] said: 550 5.1.1 <kim@acme.com>: User unknown
 *     to=<user1@domain1.example>, relay=host1.domain1.example[192.0.2.1]:25 … said: 550 5.1.1 <user1@domain1.example>: User unknown
 */
import type { Knowledge } from '../knowledge.ts';
import { firstEvidence, type Verdict } from '../model.ts';
import { isHostName, isId, isIpv6, trimmedWord } from './private-words.ts';
import { createStandIns, type StandIns } from './stand-ins.ts';

export interface RedactOptions {
  /** Names that are public, lower case, with all below them: `publicNames(knowledge)`. */
  readonly keep?: ReadonlySet<string>;
  /** What was read of the text: its queue ids are then known whatever they look like. */
  readonly verdicts?: readonly Verdict[];
}

/** The text must be decoded: nothing is seen inside base64 or quoted-printable. Linear in the text. Redacting again changes nothing. */
export function redactSample(text: string, { keep = new Set(), verdicts = [] }: RedactOptions = {}): string {
  const standIns = createStandIns(text, keep);
  const ids = new Set(verdicts.flatMap(({ finding }) => firstEvidence(finding.event.evidence, 'queue-id')?.value ?? []));
  const people = namesIn(text);
  const known: Known = { standIns, ids, locals: localsIn(text) };
  const written: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = wordEnd(text, at);
    if (end > at) written.push(redactWord(text.slice(at, end), text.slice(Math.max(0, at - contextLength), at), known));
    const quoted = quotedLocalAt(text, end);
    written.push(quoted === undefined ? text.charAt(end) : standIns.user(quoted));
    at = end + (quoted === undefined ? 1 : quoted.length + 2);
  }
  return withoutPeople(written.join(''), people, standIns);
}

/** The names by which the knowledge recognises writers, and those in the phrases of its rules. */
export function publicNames({ writers, rules }: Knowledge): ReadonlySet<string> {
  const phrases = [...writers.flatMap(({ says }) => says), ...rules.flatMap(({ when }) => when.says ?? [])];
  const dotted = phrases.flatMap((phrase) => Array.from(phrase.toLowerCase().matchAll(dottedWord), ([word]) => word));
  return new Set([...writers.flatMap(({ hosts }) => hosts.map((host) => host.toLowerCase())), ...dotted]);
}
const dottedWord = /[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,10}/g;

interface Known {
  readonly standIns: StandIns;
  readonly ids: ReadonlySet<string>;
  /** Local parts of the text's addresses that are nobody's ordinary word, lower case. */
  readonly locals: ReadonlySet<string>;
}

/** What stands before a word may say what it is: `Message-ID: <`. */
const contextLength = 32;
const delimiters = new Set(' \t\r\n\v\f\u0085\u00a0\u2028\u2029\u3000<>()[]{}",;|\\`“”„«»‹›');
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !delimiters.has(text.charAt(at))) at++;
  return at;
}
const quotedLocal = /"([^"\r\n]{1,64})"(?=@)/y;
function quotedLocalAt(text: string, at: number): string | undefined {
  quotedLocal.lastIndex = at;
  return quotedLocal.exec(text)?.[1];
}

/** multilog's time stamp (TAI64N), which looks like a domain. */
const tai64n = /^@4[0-9a-f]{23}$/;
const url = /^[a-z]{2,10}:\/\//i;
function redactWord(word: string, before: string, known: Known): string {
  if (url.test(word)) return pieces(word, '/?&=#', (piece) => redactPlain(piece, '', known));
  return redactPlain(word, before, known);
}
function redactPlain(word: string, before: string, known: Known): string {
  return word.includes('@') && !tai64n.test(word) ? redactAddress(word, before, known) : redactLeaves(word, before, known);
}

/** Keys that logs write before an address; any other text before the sign belongs to it (`SRS0=…=kim@`). */
const key =
  /^(?:to|from|orig_to|sender|rcpt|recipients?|user|mail|e-?mail|addr|address|ctladdr|for|id|msgid|message-id|reply-to|login|account|sasl_username|cc|bcc|[FHRTPA])=/i;
const mailDomain = /[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,250}[\p{L}\p{N}])?/uy;
const messageIdBefore = /(?:message-?id|msgid|in-reply-to|references|content-id|^id|[\s,;]id)["']?[\s:=]{0,3}<?$/i;

function redactAddress(word: string, before: string, known: Known): string {
  const sign = word.lastIndexOf('@');
  const left = word.slice(0, sign);
  const head = left.slice(0, left.lastIndexOf(':') + 1);
  const field = key.exec(left.slice(head.length))?.[0] ?? '';
  const marks = /^['*!]{0,3}/.exec(left.slice(head.length + field.length))?.[0] ?? '';
  const local = left.slice(head.length + field.length + marks.length);
  mailDomain.lastIndex = sign + 1;
  const domain = mailDomain.exec(word)?.[0] ?? '';
  const isMessageId = messageIdBefore.test(`${before}${head}${field}`);
  return [
    redactLeaves(head, before, known),
    field + marks,
    isMessageId ? known.standIns.messageId(local) : known.standIns.user(local),
    '@',
    redactDomain(domain, known),
    redactLeaves(word.slice(sign + 1 + domain.length), '', known),
  ].join('');
}
/** What stands behind the sign is a domain, whatever it looks like. */
function redactDomain(domain: string, { standIns }: Known): string {
  if (domain === '') return '';
  return wholeIpv4.test(domain) ? standIns.ip(domain) : standIns.host(domain);
}

const separators = new Set('/?&=#:!*~');
const ipv6 = /[0-9A-Fa-f:]{2,45}(?:\.\d{1,3}){0,3}/y;
function redactLeaves(word: string, before: string, known: Known): string {
  const written: string[] = [];
  for (let at = 0; at < word.length; ) {
    const sixth = ipv6At(word, at);
    if (sixth !== undefined) {
      written.push(known.standIns.ip(sixth));
      at += sixth.length;
    } else if (separators.has(word.charAt(at))) {
      written.push(word.charAt(at++));
    } else {
      const end = leafEnd(word, at);
      const context = `${before}${word.slice(Math.max(0, at - contextLength), at)}`;
      written.push(redactLeaf(word.slice(at, end), { before: context, after: word.charAt(end) }, known));
      at = end;
    }
  }
  return written.join('');
}
function leafEnd(word: string, from: number): number {
  let at = from;
  while (at < word.length && !separators.has(word.charAt(at))) at++;
  return at;
}
function ipv6At(word: string, at: number): string | undefined {
  if (!/[0-9A-Fa-f:]/.test(word.charAt(at)) || (at > 0 && /\w/.test(word.charAt(at - 1)))) return undefined;
  ipv6.lastIndex = at;
  const run = ipv6.exec(word)?.[0];
  const found = run?.endsWith('::') ? run : run?.replace(/[.:]$/, '');
  return found !== undefined && isIpv6(found) && !/\w/.test(word.charAt(at + found.length)) ? found : undefined;
}

const ipv4 = /(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.?\d)/g;
const wholeIpv4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
/** How an address is written inside a URL, an xtext or a log's field. */
const writtenAddress = /^([^%=]{1,64}?)(%40|\+40|=40)(.{1,253})$/i;

function redactLeaf(leaf: string, place: { readonly before: string; readonly after: string }, known: Known): string {
  const { standIns, ids, locals } = known;
  const { start, end } = trimmedWord(leaf);
  const core = leaf.slice(start, end);
  const around = (inside: string): string => leaf.slice(0, start) + inside + leaf.slice(end);
  const [, local, sign, domain] = writtenAddress.exec(core) ?? [];
  if (local !== undefined && domain !== undefined && isHostName(domain))
    return around(`${standIns.user(local)}${sign}${standIns.host(domain)}`);
  if (locals.has(core.toLowerCase())) return around(standIns.user(core));
  if (ids.has(core)) return around(standIns.id(core));
  if (isHostName(core)) return around(standIns.host(core));
  const shown = core.replace(ipv4, (ip) => standIns.ip(ip));
  if (shown !== core) return around(shown);
  return isId(core, place) ? around(standIns.id(core)) : leaf;
}

function pieces(word: string, marks: string, redact: (piece: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at <= word.length; at++) {
    if (at < word.length && !marks.includes(word.charAt(at))) continue;
    parts.push(redact(word.slice(from, at)), word.charAt(at));
    from = at + 1;
  }
  return parts.join('');
}

/** `kim.doe` in `mailbox kim.doe is full`; a plain `mailbox` would be taken for the word it is. */
const tellingLocal = /^(?=.{4,64}$)[\p{L}\p{N}]{1,40}[._\-\d][\p{L}\p{N}._-]{0,40}$/u;
const localBefore = /(?<![\p{L}\p{N}._-])([\p{L}\p{N}._-]{4,64})@/gu;
function localsIn(text: string): ReadonlySet<string> {
  const found = Array.from(text.matchAll(localBefore), ([, local = '']) => local.toLowerCase());
  return new Set(found.filter((local) => tellingLocal.test(local)));
}

/** `From: Kim Doe <`, `"Kim Doe" <`. */
const inHeader =
  /^(?:From|To|Cc|Reply-To|Sender|Resent-From|Resent-To|Original-Recipient-Name):[ \t]{0,4}"?([^<>"\r\n@]{3,100}?)"?[ \t]{1,4}<[^<>\s]{1,320}>/gim;
const beforeAddress = /"([^"\r\n@<>]{3,100})"[ \t]{0,4}<[^<>\s]{1,320}@/g;
/** A mail system's own name tells a reader that this is a bounce. */
const systems = /mail|delivery|daemon|postmaster|system|administrator|Name \d/i;
const mostNames = 50;
function namesIn(text: string): readonly string[] {
  const all = [inHeader, beforeAddress].flatMap((pattern) => Array.from(text.matchAll(pattern), ([, name = '']) => name.trim()));
  const people = [...new Set(all)].filter((name) => /\p{L}{2}/u.test(name) && !systems.test(name));
  return people.sort((a, b) => b.length - a.length).slice(0, mostNames);
}
function withoutPeople(text: string, people: readonly string[], standIns: StandIns): string {
  return people.reduce((rest, name) => rest.replaceAll(name, () => standIns.name(name)), text);
}
