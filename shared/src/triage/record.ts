/** One record for each recipient of each event: the stable interface of `docs/record.md`. */
import type { Knowledge } from '../knowledge.ts';
import {
  type Confidence,
  type Direction,
  type Evidence,
  type EvidenceKind,
  firstEvidence,
  type Outcome,
  type Owner,
  recipientIn,
  type TimeZone,
  type Verdict,
} from '../model.ts';
import { type HostDate, readTime } from './read-time.ts';
import { sisimaiWord } from './sisimai-word.ts';

/** Facts that are not known are absent. */
export interface TriageRecord extends StatedFacts {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  readonly dialect?: string;
  readonly direction?: Direction;
  /** `none`: the file tells of no delivery. */
  readonly outcome: Outcome | 'none';
  readonly attempts?: number;
  readonly fate?: 'delivered-later' | 'pending' | 'expired';
  /** ISO 8601 as far as known. */
  readonly attemptedAt?: string;
  /** What of `attemptedAt` is not written in the text but taken from the file's own date. */
  readonly assumed?: readonly ('year' | 'zone')[];
  readonly reason: string;
  readonly sisimaiReason: string;
  readonly owner?: Owner;
  readonly rule?: string;
  readonly confidence?: Confidence;
}
interface StatedFacts {
  readonly recipient?: string;
  readonly replyCode?: string;
  readonly enhancedStatus?: string;
  readonly dsnStatus?: string;
  readonly diagnosticText?: string;
  readonly remoteMta?: string;
  readonly remoteIp?: string;
  readonly reportingMta?: string;
  readonly queueId?: string;
  readonly messageId?: string;
  readonly envelopeSender?: string;
}

/** Where the event's most specific code stands, as an editor counts. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
/** What only the host, or the whole log, knows. */
export interface RecordExtras {
  /** Of the event's story, in a log. */
  readonly attempts?: number;
  readonly fate?: 'delivered-later' | 'pending' | 'expired';
  /** The file's own date, for times without year or zone. */
  readonly hostDate?: HostDate;
  /** The lens's: the zone of times that are written without one. */
  readonly timeZone?: TimeZone;
}

export function toRecord(verdict: Verdict, place: Place, knowledge: Knowledge, extras: RecordExtras = {}): TriageRecord {
  const { finding, reason, owner, rule, confidence } = verdict;
  const { attempts, fate } = extras;
  return {
    file: place.file,
    line: place.line,
    column: place.column,
    dialect: finding.event.dialect,
    direction: finding.direction,
    outcome: finding.outcome,
    ...(attempts !== undefined && { attempts }),
    ...(fate !== undefined && { fate }),
    ...statedFacts(verdict),
    ...timeFacts(verdict, extras),
    reason,
    sisimaiReason: sisimaiWord(verdict, knowledge),
    owner,
    rule,
    confidence,
  };
}

/** The record of a file without an event. */
export function recordOfNothing(file: string): TriageRecord {
  return { file, outcome: 'none', reason: 'unknown', sisimaiReason: 'undefined' };
}

/** Evidence by its kind, the first of each: it is looked through once for each record of a big log. */
type Facts = { readonly [K in EvidenceKind]?: string };
function factsOf(evidence: readonly Evidence[]): Facts {
  const facts: { [K in EvidenceKind]?: string } = {};
  for (const { kind, value } of evidence) facts[kind] ??= value;
  return facts;
}
function statedFacts({ finding }: Verdict): StatedFacts {
  const { evidence } = finding.event;
  const facts = factsOf(evidence);
  const recipient = recipientIn(evidence);
  const enhancedStatus = facts['enhanced-status'] ?? facts['dsn-status'];
  const stated: { -readonly [K in keyof StatedFacts]: StatedFacts[K] } = {};
  if (recipient !== undefined) stated.recipient = recipient;
  if (facts['reply-code'] !== undefined) stated.replyCode = facts['reply-code'];
  if (enhancedStatus !== undefined) stated.enhancedStatus = enhancedStatus;
  if (facts['dsn-status'] !== undefined) stated.dsnStatus = facts['dsn-status'];
  if (facts['diagnostic-text'] !== undefined) stated.diagnosticText = facts['diagnostic-text'];
  if (facts['remote-mta'] !== undefined) stated.remoteMta = facts['remote-mta'];
  if (facts['remote-ip'] !== undefined) stated.remoteIp = facts['remote-ip'];
  if (facts['reporting-mta'] !== undefined) stated.reportingMta = facts['reporting-mta'];
  if (facts['queue-id'] !== undefined) stated.queueId = facts['queue-id'];
  if (facts['message-id'] !== undefined) stated.messageId = facts['message-id'];
  if (facts['envelope-sender'] !== undefined) stated.envelopeSender = facts['envelope-sender'];
  return stated;
}
function timeFacts({ finding }: Verdict, { hostDate, timeZone }: RecordExtras): Pick<TriageRecord, 'attemptedAt' | 'assumed'> {
  const written = firstEvidence(finding.event.evidence, 'attempted-at')?.value;
  const time = written === undefined ? undefined : readTime(written, hostDate, timeZone);
  if (time === undefined) return {};
  return { attemptedAt: time.iso, ...(time.assumed.length > 0 && { assumed: time.assumed }) };
}
