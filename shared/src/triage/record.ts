/** One record for each recipient of each event: the stable interface of `docs/record.md`. */
import type { Knowledge } from '../knowledge.ts';
import {
  type Confidence,
  type Direction,
  type Evidence,
  type EvidenceKind,
  type Outcome,
  type Owner,
  recipientOf,
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
  const facts = factsOf(finding.event.evidence);
  const record: Begun = {
    file: place.file,
    line: place.line,
    column: place.column,
    dialect: finding.event.dialect,
    direction: finding.direction,
    outcome: finding.outcome,
  };
  if (attempts !== undefined) record.attempts = attempts;
  if (fate !== undefined) record.fate = fate;
  addStated(record, facts);
  addTime(record, facts['attempted-at'], extras);
  addReason(record, { reason, sisimaiReason: sisimaiWord(verdict, knowledge), owner, rule, confidence });
  return record;
}

/** The record of a file without an event. */
export function recordOfNothing(file: string): TriageRecord {
  return { file, outcome: 'none', reason: 'unknown', sisimaiReason: 'undefined' };
}

/** Written fact by fact: to copy records into records costs more than all else that is made of a failure of a big log. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Begun = Writable<Omit<TriageRecord, keyof Reasoned>>;
type Reasoned = Required<Pick<TriageRecord, 'reason' | 'sisimaiReason' | 'owner' | 'rule' | 'confidence'>>;
function addReason(record: Begun & Partial<Writable<Reasoned>>, told: Reasoned): asserts record is Begun & Reasoned {
  record.reason = told.reason;
  record.sisimaiReason = told.sisimaiReason;
  record.owner = told.owner;
  record.rule = told.rule;
  record.confidence = told.confidence;
}
/** Evidence by its kind, the first of each: it is looked through once for each record, and has one shape for all. */
type Facts = Partial<Record<EvidenceKind, string | undefined>>;
function factsOf(evidence: readonly Evidence[]): Facts {
  const facts: Facts = {
    'final-recipient': undefined,
    'original-recipient': undefined,
    'reply-code': undefined,
    'enhanced-status': undefined,
    'dsn-status': undefined,
    'diagnostic-text': undefined,
    'remote-mta': undefined,
    'remote-ip': undefined,
    'reporting-mta': undefined,
    'queue-id': undefined,
    'message-id': undefined,
    'envelope-sender': undefined,
    'attempted-at': undefined,
  };
  for (const { kind, value } of evidence) facts[kind] ??= value;
  return facts;
}
function addStated(record: Begun, facts: Facts): void {
  const recipient = recipientOf(facts['final-recipient'], facts['original-recipient']);
  const enhancedStatus = facts['enhanced-status'] ?? facts['dsn-status'];
  if (recipient !== undefined) record.recipient = recipient;
  if (facts['reply-code'] !== undefined) record.replyCode = facts['reply-code'];
  if (enhancedStatus !== undefined) record.enhancedStatus = enhancedStatus;
  if (facts['dsn-status'] !== undefined) record.dsnStatus = facts['dsn-status'];
  if (facts['diagnostic-text'] !== undefined) record.diagnosticText = facts['diagnostic-text'];
  if (facts['remote-mta'] !== undefined) record.remoteMta = facts['remote-mta'];
  if (facts['remote-ip'] !== undefined) record.remoteIp = facts['remote-ip'];
  if (facts['reporting-mta'] !== undefined) record.reportingMta = facts['reporting-mta'];
  if (facts['queue-id'] !== undefined) record.queueId = facts['queue-id'];
  if (facts['message-id'] !== undefined) record.messageId = facts['message-id'];
  if (facts['envelope-sender'] !== undefined) record.envelopeSender = facts['envelope-sender'];
}
function addTime(record: Begun, written: string | undefined, { hostDate, timeZone }: RecordExtras): void {
  const time = written === undefined ? undefined : readTime(written, hostDate, timeZone);
  if (time === undefined) return;
  record.attemptedAt = time.iso;
  if (time.assumed.length > 0) record.assumed = time.assumed;
}
