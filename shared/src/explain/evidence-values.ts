/** What the placeholders of a template stand for in one verdict. */
import type { Texts } from '../knowledge.ts';
import { limits } from '../limits.ts';
import { type Evidence, type EvidenceKind, firstEvidence, recipientIn, type Verdict } from '../model.ts';
import { cleanValue } from './clean-value.ts';
import type { Filling } from './fill-template.ts';
import { type LabelKey, label } from './labels.ts';
import { shortTime } from './short-time.ts';
import { unwrapUrl } from './unwrap-url.ts';

/** The first evidence of that kind: what a rule captured, else what the event states. */
export function factOf(verdict: Verdict, kind: EvidenceKind): string | undefined {
  return (firstEvidence(verdict.captured, kind) ?? firstEvidence(verdict.finding.event.evidence, kind))?.value;
}

/** The filling of every template of this verdict's answer. */
export function fillingOf(verdict: Verdict, texts: Texts): Filling {
  return {
    value: (name) => placeholderValue(verdict, texts, name),
    missing: (name) => texts.labels[`missing-${name}`] ?? label(texts, 'missing'),
    outcome: verdict.finding.outcome,
  };
}
/** One line of text, or `undefined` where there is no such evidence. */
export function placeholderValue(verdict: Verdict, texts: Texts, name: string): string | undefined {
  const raw = name === 'smtp-command' ? commandWord(factOf(verdict, 'smtp-command'), texts) : rawValue(verdict, name, texts.language);
  return raw === undefined ? undefined : cleanValue(raw, limits.valueLength);
}
function rawValue(verdict: Verdict, name: string, language: string): string | undefined {
  switch (name) {
    case 'recipient':
      return recipientIn(verdict.finding.event.evidence);
    case 'recipient-domain':
      return domainOf(recipientIn(verdict.finding.event.evidence));
    case 'sender':
    case 'envelope-sender':
      return senderOf(verdict);
    case 'sender-domain':
      return domainOf(senderOf(verdict));
    case 'server':
      return factOf(verdict, 'remote-mta') ?? remoteIpOf(verdict);
    case 'remote-ip':
      return remoteIpOf(verdict);
    case 'codes':
      return codesOf(verdict);
    case 'reply':
      return factOf(verdict, 'diagnostic-text');
    case 'retry-until':
      return timeOf(verdict, 'will-retry-until', language);
    case 'time':
      return timeOf(verdict, 'attempted-at', language);
    case 'url':
      return unwrapped(anyEvidence(verdict, name));
    default:
      return anyEvidence(verdict, name);
  }
}
function unwrapped(url: string | undefined): string | undefined {
  return url === undefined ? undefined : unwrapUrl(url);
}
function timeOf(verdict: Verdict, kind: 'will-retry-until' | 'attempted-at', language: string): string | undefined {
  const time = factOf(verdict, kind);
  return time === undefined ? undefined : shortTime(time, language);
}
function anyEvidence(verdict: Verdict, name: string): string | undefined {
  const isNamed = (evidence: Evidence): boolean => evidence.kind === name;
  return (verdict.captured.find(isNamed) ?? verdict.finding.event.evidence.find(isNamed))?.value;
}

/** The address of the server that spoke. One that a rule knows to be the sending side's, `Client host [192.0.2.1]`, is not that. */
function remoteIpOf({ captured, finding }: Verdict): string | undefined {
  const ip = firstEvidence(finding.event.evidence, 'remote-ip')?.value;
  const isOurs = captured.some(({ kind, value }) => (kind === 'client-ip' || kind === 'listed-ip') && value === ip);
  return isOurs ? undefined : ip;
}

/** The envelope sender; the null reverse-path of a bounce is nobody. */
function senderOf(verdict: Verdict): string | undefined {
  const sender = factOf(verdict, 'envelope-sender');
  return sender === undefined || sender === '' || sender === '<>' ? undefined : sender;
}
function domainOf(address: string | undefined): string | undefined {
  const at = address?.lastIndexOf('@') ?? -1;
  const domain = at < 0 ? undefined : address?.slice(at + 1);
  return domain === '' ? undefined : domain;
}

/** `550 5.1.1`: the reply code and the server's enhanced status code, else the status of the report. */
export function codesOf(verdict: Verdict): string | undefined {
  const status = factOf(verdict, 'enhanced-status') ?? factOf(verdict, 'dsn-status');
  const codes = [factOf(verdict, 'reply-code'), status].filter((code) => code !== undefined).join(' ');
  return codes === '' ? undefined : codes;
}

const commandLabels: Readonly<Partial<Record<string, LabelKey>>> = { CONNECT: 'command-connect', 'END-OF-DATA': 'command-end-of-data' };
function commandWord(command: string | undefined, texts: Texts): string | undefined {
  const key = command === undefined ? undefined : commandLabels[command];
  return key === undefined ? command : label(texts, key);
}
