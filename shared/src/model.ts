/**
 * The words of the house: what flows from text to diagnosis.
 *
 * Everything here is plain, readonly, structured-cloneable data, so that it crosses a worker port unchanged.
 */

declare const space: unique symbol;

/** Half-open range of UTF-16 units, either of the raw source or of text decoded out of it. */
export interface Span<S extends 'raw' | 'decoded' = 'raw'> {
  readonly start: number;
  readonly end: number;
  readonly [space]?: S;
}

/**
 * What a host hands in. `text` is what the host shows (the document's text; the text nodes of a message joined).
 * `bytes`, where the host has them, are the same lines undecoded: an 8-bit part of another charset, which the host's text
 * holds as U+FFFD, is then decoded from its bytes and mapped back by line.
 */
export interface Source {
  readonly text: string;
  readonly bytes?: Uint8Array;
  readonly name?: string;
}

/** Text decoded out of a source; the only thing that can turn its offsets into raw ones. */
export interface Layer {
  readonly text: string;
  /** State a fact read from `text[start, end)`; its span is turned back to raw here, once. */
  fact<K extends EvidenceKind>(kind: K, value: EvidenceValues[K], start: number, end: number): Evidence<K>;
}

/** Three digits of an SMTP reply (RFC 5321 §4.2), `"550"`. */
export type ReplyCode = string;
/** `class.subject.detail` (RFC 3463 §2), `"5.1.1"`. */
export type EnhancedStatus = string;
/** The Action field of a DSN (RFC 3464 §2.3.3); logs' own words are mapped to it. */
export type Action = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'expired';
/** What a reply answered. `END-OF-DATA` is the dot. */
export type SmtpCommand = 'CONNECT' | 'HELO' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL FROM' | 'RCPT TO' | 'DATA' | 'END-OF-DATA' | 'QUIT';

/** Which way the mail went, seen from the server that wrote the text. */
export type Direction = 'outbound' | 'inbound' | 'submission';

/** The vocabulary of facts. Adding one is deliberate: judge and explain must know it. */
export interface EvidenceValues {
  'reply-code': ReplyCode;
  'enhanced-status': EnhancedStatus;
  /** The Status field of a DSN or the `dsn=` of a log: the reporting MTA's word, not the refusing server's. */
  'dsn-status': EnhancedStatus;
  'diagnostic-text': string;
  action: Action;
  'smtp-command': SmtpCommand;
  direction: Direction;
  'final-recipient': string;
  'original-recipient': string;
  'envelope-sender': string;
  'remote-mta': string;
  'remote-ip': string;
  'reporting-mta': string;
  'queue-id': string;
  'message-id': string;
  subject: string;
  /** Of the returned message: its From, and the hosts and addresses its Received lines name. */
  'original-sender': string;
  'passed-host': string;
  'attempted-at': string;
  'will-retry-until': string;
  // Captured by typed holes in a rule's phrase.
  'listed-ip': string;
  blocklist: string;
  'client-ip': string;
  'auth-domain': string;
  'size-limit': string;
  url: string;
}
export type EvidenceKind = keyof EvidenceValues;
type AnyEvidence = {
  readonly [K in EvidenceKind]: { readonly kind: K; readonly value: EvidenceValues[K]; readonly span: Span };
}[EvidenceKind];
/** One fact and the characters of the raw source it was read from. */
export type Evidence<K extends EvidenceKind = EvidenceKind> = Extract<AnyEvidence, { readonly kind: K }>;

/** The first evidence of that kind; a writer's better word comes first. */
export function firstEvidence<K extends EvidenceKind>(evidence: readonly Evidence[], kind: K): Evidence<K> | undefined {
  // Asked many times of every event: without a function for each kind.
  for (const one of evidence) if (isOfKind(one, kind)) return one;
  return undefined;
}
function isOfKind<K extends EvidenceKind>(one: Evidence, kind: K): one is Evidence<K> {
  return one.kind === kind;
}

/**
 * The address that was tried, else the one that was written; a mail address before a mere local name (`Final-Recipient: LOCAL; kim`), and
 * one that can be written before one of a server inside (`kim@store3`).
 */
export function recipientIn(evidence: readonly Evidence[]): string | undefined {
  return recipientOf(firstEvidence(evidence, 'final-recipient')?.value, firstEvidence(evidence, 'original-recipient')?.value);
}
export function recipientOf(tried: string | undefined, written: string | undefined): string | undefined {
  if (tried === undefined || written === undefined) return tried ?? written;
  const mail = [tried, written].filter((address) => address.includes('@'));
  return mail.find((address) => address.includes('.', address.lastIndexOf('@'))) ?? mail[0] ?? tried;
}

/** One recipient, one attempt, as its writer told it. Absent evidence is absent, never ''. */
export interface DeliveryEvent {
  readonly dialect: string;
  readonly evidence: readonly Evidence[];
}

export type Outcome = 'delivered' | 'deferral' | 'delayed-notice' | 'permanent-failure';

/** An event judged worth showing, and where to draw it. */
export interface Finding {
  readonly event: DeliveryEvent;
  /** The most specific code (enhanced status code, else reply code), else the diagnostic text, else the whole event. */
  readonly anchor: Span;
  readonly outcome: Outcome;
  readonly direction: Direction;
  readonly contradictions: readonly (readonly [Evidence, Evidence])[];
  /** Who of the parties is ours; absent where no profile says. */
  readonly ours?: readonly OursRole[];
  /** The returned message claims to be ours and never passed our servers: somebody forged our address. */
  readonly backscatter?: true;
}
/**
 * What one line of a log tells of a message's way through a server, beside its deliveries: whose line it is, and which other message it
 * leads to. Cheap to read: it is asked of every line, and only what turns out to belong together is read in full.
 */
export interface Trace {
  /** What the log calls the message, its usual name first; none where only its Message-ID names it. */
  readonly names: readonly string[];
  /** `told`: it says something else about it. */
  readonly step: 'arrived' | 'queued' | 'notice' | 'ended' | 'told';
  /** The Message-ID header, without its angle brackets. */
  readonly messageId?: string;
  readonly leads?: TraceLink;
  /** What it states, as ranges of the line. */
  readonly stated: readonly (Span<'decoded'> & { readonly kind: StatedKind })[];
}
export interface TraceLink {
  readonly name: string;
  /**
   * `same`: the message goes on under that name. `notice`: a report about it. `subject`: the message that this one reports on.
   * `session`: the connection it came or went over.
   */
  readonly to: 'same' | 'notice' | 'subject' | 'session';
}
export type StatedKind = Exclude<EvidenceKind, 'action' | 'direction' | 'smtp-command'>;
/** Reads the lines of a log in their order; may remember, bounded, what names a later line goes by. */
export type Tracer = (line: string) => Trace | undefined;
/** What is ours, ready to be asked. */
export interface Ours {
  isAddress(address: string): boolean;
  isHost(host: string): boolean;
  isIp(ip: string): boolean;
  /** Whether anything is known of our servers; without it no mail can be told not to have passed them. */
  readonly knowsServers: boolean;
}
/** A time zone, ready to be asked. */
export interface TimeZone {
  /** Its IANA name, `Europe/Berlin`. */
  readonly name: string;
  /** `+01:00`, at a time its clocks showed, given as the milliseconds since 1970 that UTC would count for that time. */
  offsetAt(local: number): string;
}
export type OursRole = 'sender' | 'recipient' | 'reporting-mta' | 'remote-mta' | 'client';

/** Whose move it is. `blocklist` only where the listing itself is wrong; `nobody`: it mends itself, wait. */
export type Owner = 'sender' | 'sender-admin' | 'recipient' | 'recipient-admin' | 'blocklist' | 'nobody';
/** `certain`: this writer's own text. `likely`: a phrase many writers use, or an enhanced code. `guess`: a bare reply code. */
export type Confidence = 'certain' | 'likely' | 'guess';

/** What triage needs. `because` is why we believe it: the very characters that matched. */
export interface Verdict {
  readonly finding: Finding;
  /** Id of a reason, `unknown` where it is. */
  readonly reason: string;
  readonly owner: Owner;
  /** `<writer>/<rule>`, `enhanced/5.1.1`, `reply/550`, or `none`. */
  readonly rule: string;
  /** The writer the text was recognised as, by id: `google`. */
  readonly writer?: string;
  readonly because: readonly Evidence[];
  /** What a rule's typed holes captured: listed IP, blocklist, limit … */
  readonly captured: readonly Evidence[];
  readonly confidence: Confidence;
  /** True where the answer speaks of a code in general and not of this text. */
  readonly general: boolean;
  /** Ids of other rules that matched, best first. */
  readonly alternatives: readonly string[];
}

export type HttpsUrl = `https://${string}`;
export interface Link {
  readonly title: string;
  readonly href: HttpsUrl;
}
export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: HttpsUrl };
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'steps'; readonly items: readonly (readonly Inline[])[] }
  /** Verbatim words of the source: evidence. Hosts render it as text, never as markup. */
  | { readonly kind: 'quote'; readonly text: string };

/** A short fact beside the headline, readable without colour. */
export interface Badge {
  readonly kind: 'outcome' | 'codes' | 'owner' | 'confidence' | 'general';
  readonly text: string;
}

/** What the host shows, in one language. A clause whose evidence is missing is dropped, never printed with a hole. */
export interface Diagnosis {
  readonly verdict: Verdict;
  /** BCP 47 tag of the texts. */
  readonly language: string;
  /** What happened, in the customer's words; ≤ 60 characters, no code. */
  readonly title: string;
  readonly badges: readonly Badge[];
  readonly meaning: readonly Inline[];
  readonly steps: readonly (readonly Inline[])[];
  /** What not to do, where naive advice is wrong. */
  readonly avoid?: readonly Inline[];
  /** The whole answer below the badges, in the order of its anatomy: meaning, steps, avoid, evidence, why, links. */
  readonly body: readonly Block[];
  /** In `replyLanguage`, and signed where a profile says how. */
  readonly customerReply: string;
  /** BCP 47 tag of the customer reply. */
  readonly replyLanguage: string;
  readonly escalation: string;
  /** Headline, whose move, meaning, steps and evidence as plain text. */
  readonly summary: string;
  readonly links: readonly Link[];
}

/** Where a host draws: one code or text of one verdict. */
export interface Mark {
  readonly span: Span;
  /** Index into `Analysis.verdicts`. */
  readonly verdict: number;
  readonly outcome: Outcome;
  readonly kind: 'reply-code' | 'enhanced-status' | 'dsn-status' | 'diagnostic-text';
}

/** What one source said. */
export interface Analysis {
  /** What the source was taken for; `nothing` where no dialect recognised it. */
  readonly kind: 'mail' | 'log' | 'text' | 'nothing';
  /** In the order of the text. */
  readonly verdicts: readonly Verdict[];
  /** Ordered by start, never overlapping. */
  readonly marks: readonly Mark[];
}

/**
 * What became of a deferred mail by the end of the log. Absent where the mail was refused for good later on: the record of that
 * refusal, under the same queue id, tells it.
 */
export type Fate = 'delivered-later' | 'pending' | 'expired';

/** What became of one recipient's mail. */
export interface StoryEnd {
  /** Attempts at this recipient under this queue id, in this log; absent where none was told. */
  readonly attempts?: number;
  readonly fate?: Fate;
}
export interface StoryFacts extends StoryEnd {
  /**
   * Of an event by which a whole queue id expires, and which names no recipient: the last attempt at each recipient that was still
   * waiting, as indexes into the attempts.
   */
  readonly expires?: readonly number[];
}
