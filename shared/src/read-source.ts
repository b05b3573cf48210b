/** Source → DeliveryEvent[]: which dialects read it, and how: a mail whole, a log line by line, any other text as it stands. */
import type { Mail } from './decode/mail.ts';
import { readMails } from './decode/mail-reader.ts';
import { rawLayer, stretchOf } from './decode/raw-layer.ts';
import type { Dialect, MessageDialect, TextDialect } from './dialects/dialect.ts';
import { dialects } from './generated/dialects.ts';
import { limits } from './limits.ts';
import { type Analysis, type DeliveryEvent, type Evidence, firstEvidence, recipientIn, type Source, type Span } from './model.ts';
import { readJson } from './read-json.ts';
import { lineDialectOf, openLineReader } from './read-line.ts';
import { linesOf } from './scan/lines.ts';
import { timestampAt } from './scan/timestamp.ts';

export interface Reading {
  readonly kind: Analysis['kind'];
  readonly events: readonly DeliveryEvent[];
}
interface Known<D extends Dialect> {
  readonly id: string;
  readonly dialect: D;
}

/** Dialects that take what no other has recognised. */
const lastResort: ReadonlySet<string> = new Set(['plain']);
const messageDialects = dialects.filter((d): d is Known<MessageDialect> => d.dialect.reads === 'message');
const textDialects = dialects.filter((d): d is Known<TextDialect> => d.dialect.reads === 'text');

type ReadAs = 'mail' | 'log' | 'text';
export function readSource(source: Source, as?: ReadAs): Reading {
  const begun = begin(source, as);
  if (begun) return { kind: begun.kind, events: begun.read() };
  const events = readText(source);
  return { kind: events.length > 0 || as === 'text' ? 'text' : 'nothing', events };
}
/** A mail or a log is told from its form; of any other text only reading it tells what it is. */
export function kindByForm(source: Source): 'mail' | 'log' | undefined {
  return begin(source, undefined)?.kind;
}
interface Begun {
  readonly kind: 'mail' | 'log';
  readonly read: () => readonly DeliveryEvent[];
}
function begin(source: Source, as: ReadAs | undefined): Begun | undefined {
  if (as === undefined || as === 'mail') {
    // A mail has two headers at least, each on its line: what most replies are is not asked for them.
    const mails = /[\r\n]/.test(source.text) ? readMails(source) : [];
    if (mails.length > 0) return { kind: 'mail', read: () => mails.flatMap((mail) => readMessage(mail, 0)) };
  }
  const json = as === 'text' ? [] : readJson(rawLayer(source));
  if (json.length > 0) return { kind: 'log', read: () => json };
  if (as === 'log' || (as === undefined && isLog(source.text))) return { kind: 'log', read: () => [...readLines(source)] };
  return undefined;
}

/** A log is text whose lines mostly bear time stamps or are known to a line dialect, which knows one at least; a ticket that quotes one line is not. */
function isLog(text: string): boolean {
  let lines = 0;
  let stamped = 0;
  let known = false;
  for (const { start, end } of linesOf(text, 0, Math.min(text.length, limits.headLength))) {
    if (start === end) continue;
    const isKnown = lineDialectOf(text.slice(start, Math.min(end, start + limits.lineLength))) !== undefined;
    // What a writer says of its file (`#Software: …`) is no line of it.
    if (!isKnown && text.charAt(start) === '#') continue;
    lines++;
    if (isKnown || timestampAt(text, start)) stamped++;
    known ||= isKnown;
    if (lines >= 400) break;
  }
  return known && (stamped * 2 > lines || lines === 1);
}

function* readLines(source: Source): Generator<DeliveryEvent> {
  const read = openLineReader();
  for (const { start, end } of linesOf(source.text)) yield* read(rawLayer(source, start, Math.min(end, start + limits.lineLength)));
}

/** The mail itself; where it says nothing exact, the mails inside it: a bounce forwarded as an attachment, or wrapped by a gateway. */
function readMessage(mail: Mail, depth: number): readonly DeliveryEvent[] {
  const known = messageDialects.find(({ dialect }) => dialect.recognizes(mail));
  const own = known ? take(known.id, known.dialect.read(mail)) : [...quotedReport(mail), ...eventNotice(mail)];
  if (own.some(isExact) || depth >= limits.mimeDepth) return own;
  const quoted = known ? quotedReport(mail) : [];
  if (quoted.some(isExact)) return quoted;
  const inside = mail.parts.flatMap((part) => (part.mail ? readMessage(part.mail, depth + 1) : []));
  return own.length === 0 || inside.some(isExact) ? inside : own;
}
function isExact({ evidence }: DeliveryEvent): boolean {
  return evidence.some(({ kind }) => kind === 'reply-code' || kind === 'enhanced-status' || kind === 'dsn-status');
}
/** A report quoted in the text of a mail, as forwards and tickets do. */
function quotedReport(mail: Mail): readonly DeliveryEvent[] {
  const reports = textDialects.filter(({ id }) => id === 'dsn-text');
  return mail.parts
    .filter((part) => part.mediaType.startsWith('text/'))
    .flatMap(({ layer }) =>
      reports.filter(({ dialect }) => dialect.recognizes(layer.text)).flatMap(({ id, dialect }) => take(id, dialect.read(layer))),
    )
    .filter(({ evidence }) => evidence.some(({ kind }) => kind === 'action' || kind === 'dsn-status'));
}

/** What mailing services mail instead of a bounce: their event as JSON, on a line of its own or printed over many (Amazon SES through SNS). */
function eventNotice(mail: Mail): readonly DeliveryEvent[] {
  return mail.parts
    .filter(({ mediaType, layer }) => mediaType.startsWith('text/') && layer.text.trimStart().startsWith('{'))
    .flatMap(({ layer }) => {
      const whole = readJson(layer);
      const start = layer.text.search(/\S/);
      const [line] = linesOf(layer.text, start, Math.min(layer.text.length, start + limits.lineLength));
      return whole.length > 0 || !line ? whole : [...openLineReader()(stretchOf(layer, line.start, line.end))];
    });
}

/** Any text: quoted log lines, reports, dialogs; and what the last resort finds between them. */
function readText(source: Source): readonly DeliveryEvent[] {
  const lines = [...readLines(source)];
  const layer = rawLayer(source);
  const known = textDialects.filter(({ id, dialect }) => !lastResort.has(id) && dialect.recognizes(layer.text));
  const claimed = [...lines, ...known.flatMap(({ id, dialect }) => take(id, dialect.read(layer)))];
  const whole = known.some(({ dialect }) => dialect.exclusive === true);
  const rest = textDialects.filter(({ id }) => !whole && lastResort.has(id)).flatMap(({ id, dialect }) => take(id, dialect.read(layer)));
  return withoutIntroductions([...claimed, ...notOverlapping(rest, claimed)].sort((a, b) => startOf(a) - startOf(b)));
}

/** How far above its facts a report's own prose stands: “This is a warning only”, the mail system's excuses. */
const introductionLength = 2_000;
/**
 * Words of the last resort that an exact event follows are what introduces it, and no event of their own; nor is a reply that is told
 * again, with its recipient, by the event behind it (Sendmail's transcript). `events` are in order.
 */
function withoutIntroductions(events: readonly DeliveryEvent[]): readonly DeliveryEvent[] {
  let next: DeliveryEvent | undefined;
  const kept = [...events].reverse().filter((event) => {
    const near = next !== undefined && startOf(next) - startOf(event) <= introductionLength ? next : undefined;
    const isOwn = !lastResort.has(event.dialect) || near === undefined || (isExact(event) && !isToldAgain(event, near));
    if (isExact(event) && isOwn) next = event;
    return isOwn;
  });
  return kept.reverse();
}
function isToldAgain(event: DeliveryEvent, next: DeliveryEvent): boolean {
  const [said, again] = [event, next].map(({ evidence }) => firstEvidence(evidence, 'diagnostic-text')?.value ?? '');
  if (said === undefined || said === '' || recipientIn(event.evidence) !== undefined) return false;
  return recipientIn(next.evidence) !== undefined && (again?.includes(said) ?? false);
}

function take(dialect: string, events: Iterable<readonly Evidence[]>): readonly DeliveryEvent[] {
  const taken: DeliveryEvent[] = [];
  for (const evidence of events) {
    if (evidence.length > 0) taken.push({ dialect, evidence });
    if (taken.length >= limits.eventsPerMail) break;
  }
  return taken;
}

/** The events of the last resort that say nothing about characters a better dialect has read. Linear: both lists are walked once. */
function notOverlapping(rest: readonly DeliveryEvent[], claimed: readonly DeliveryEvent[]): readonly DeliveryEvent[] {
  const taken = claimed.map(extentOf).sort((a, b) => a.start - b.start);
  let next = 0;
  return [...rest]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((event) => {
      const { start, end } = extentOf(event);
      while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
      return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
    });
}
/** From the first to the last character an event says something about its reply or codes. */
function extentOf({ evidence }: DeliveryEvent): Span {
  const spans = evidence
    .filter(({ kind }) => kind === 'diagnostic-text' || kind === 'reply-code' || kind === 'enhanced-status' || kind === 'dsn-status')
    .map((e) => e.span);
  const all = spans.length > 0 ? spans : evidence.map((e) => e.span);
  return {
    start: all.reduce((min, s) => Math.min(min, s.start), Number.POSITIVE_INFINITY),
    end: all.reduce((max, s) => Math.max(max, s.end), 0),
  };
}
function startOf(event: DeliveryEvent): number {
  return extentOf(event).start;
}
