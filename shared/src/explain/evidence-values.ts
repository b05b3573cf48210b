/** What the placeholders of a template stand for in one verdict. */
import type { Texts } from '../knowledge.ts';
import { limits } from '../limits.ts';
import { type Evidence, type EvidenceKind, firstEvidence, type Verdict } from '../model.ts';
import { cleanValue } from './clean-value.ts';
import type { Filling } from './fill-template.ts';
import { type LabelKey, label } from './labels.ts';

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
  const raw = name === 'smtp-command' ? commandWord(factOf(verdict, 'smtp-command'), texts) : rawValue(verdict, name);
  return raw === undefined ? undefined : cleanValue(raw, limits.valueLength);
}
function rawValue(verdict: Verdict, name: string): string | undefined {
  switch (name) {
    case 'recipient':
      return recipientOf(verdict);
    case 'recipient-domain':
      return domainOf(recipientOf(verdict));
    case 'sender':
    case 'envelope-sender':
      return senderOf(verdict);
    case 'sender-domain':
      return domainOf(senderOf(verdict));
    case 'server':
      return factOf(verdict, 'remote-mta') ?? factOf(verdict, 'remote-ip');
    case 'codes':
      return codesOf(verdict);
    case 'reply':
      return factOf(verdict, 'diagnostic-text');
    case 'retry-until':
      return factOf(verdict, 'will-retry-until');
    case 'time':
      return factOf(verdict, 'attempted-at');
    default:
      return anyEvidence(verdict, name);
  }
}
function anyEvidence(verdict: Verdict, name: string): string | undefined {
  const isNamed = (evidence: Evidence): boolean => evidence.kind === name;
  return (verdict.captured.find(isNamed) ?? verdict.finding.event.evidence.find(isNamed))?.value;
}

/** The address that was tried, else the one that was written. */
export function recipientOf(verdict: Verdict): string | undefined {
  return factOf(verdict, 'final-recipient') ?? factOf(verdict, 'original-recipient');
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
