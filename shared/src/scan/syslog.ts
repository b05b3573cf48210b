/**
 * What stands before a log line's own words: who collected it, when, on which host, from which program.
 *
 *     <22>Nov 21 10:05:50 mx sendmail[5501]: 6ALMD90v000185: to=…         RFC 3164, journald's short form
 *     2026-11-21T10:05:50.123456+01:00 mx smtpd[102]: 30be…              rsyslog, journald's short-iso
 *     <22>1 2026-11-21T10:05:50.123Z mx dovecot 812 - - lmtp(kim)…        RFC 5424
 *     mail-1  | 2026-11-21T10:05:50.1Z stdout F Nov 21 10:05:50 mx …      docker compose, docker --timestamps, Kubernetes (CRI)
 *     mail.log.1:Nov 21 10:05:50 mx …                                     grep over several files
 *     @400000006560a1b20cd5e3ac delivery 3: …                             multilog (TAI64N)
 *
 * The facts of the prefix are no codes; a dialect reads from `body` on.
 */
import type { Evidence, Layer } from '../model.ts';
import type { Range } from './address.ts';
import { type FoundTime, timestampAt } from './timestamp.ts';

export interface LogHead {
  /** The stamp that says most: one with a year before one without, else the innermost. */
  readonly time?: FoundTime;
  /** The host that wrote the line. */
  readonly host?: Range & { readonly value: string };
  /** `postfix/smtp`, `sm-mta`; absent where the program writes its own file. */
  readonly program?: Range & { readonly value: string };
  /** Where the line's own words begin. */
  readonly body: number;
}

const collector =
  /(?:[\w./~-]{1,200}:(?:\d{1,9}[:-])?(?=[<@A-Z\d])|[\w.-]{1,80} {0,24}\| {0,2}|std(?:out|err) [FP] |<\d{1,3}>(?:1 )?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )/y;
const zoneName = / (?:UTC|GMT|[A-Z]{3,4})(?= )/y;
const tai64n = /@4[0-9a-f]{23} /y;
/** Here and in RFC 5424 two groups: the host, the program. */
const program =
  / {0,4}(?:<[\w.]{3,24}> |[\w.]{3,16}:\w{3,8} )?(?:([\w.:-]{1,255}) {1,2})?(?:<[\w.]{3,24}> )?([A-Za-z_/][\w./@+-]{0,127})(?:\([\w./-]{1,40}\))?(?:\[\d{1,10}\])?: /y;
const program5424 = / ([\w.:-]{1,255}) ([\w./@+-]{1,48}) [\w-]{1,128} [\w-]{1,32} (?:-|\[[^\]\r\n]{0,400}\]) (?:\ufeff)?/y;

/** Several ask for the head of the same line, one after the other: the last answer is remembered. */
const last: { text: string; head: LogHead } = { text: '', head: { body: 0 } };
export function logHead(text: string): LogHead {
  if (text !== last.text) {
    last.head = usualHead(text) ?? anyHead(text);
    last.text = text;
  }
  return last.head;
}
/** `Nov 21 10:05:50 mx postfix/smtp[5501]: `, with a stamp of either kind: of nearly every line, and read in a tenth of the time. */
const usual =
  /((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) (?![A-Z]{3,4} )([\w.-]{1,64}) ([A-Za-z_/][\w./@+-]{0,127})(?:\[\d{1,10}\])?: /y;
/** What `anyHead` says, of a line that begins in the usual way: where a word of four letters in upper case may be a zone, it does not. */
export function usualHead(text: string): LogHead | undefined {
  const found = matchAt(usual, text, 0);
  const [time, host, name] = [found?.[1], found?.[2], found?.[3]];
  if (time === undefined || host === undefined || name === undefined) return undefined;
  const hostStart = time.length + 1;
  const start = hostStart + host.length + 1;
  return {
    time: { time, start: 0, end: time.length },
    host: { value: host, start: hostStart, end: hostStart + host.length },
    program: { value: name, start, end: start + name.length },
    body: usual.lastIndex,
  };
}
/** Whatever put it there. */
export function anyHead(text: string): LogHead {
  const stamp = stampsIn(text);
  const found = matchAt(program5424, text, stamp.end) ?? matchAt(program, text, stamp.end);
  const time = stamp.time && { time: stamp.time };
  if (!found || !stamp.time) return { ...time, body: blanksEnd(text, stamp.end) };
  const [whole, host = '', name = ''] = found;
  const hostStart = stamp.end + whole.indexOf(host);
  const start = stamp.end + whole.indexOf(name, hostStart - stamp.end + host.length);
  return {
    ...time,
    ...(host !== '' && { host: { value: host, start: hostStart, end: hostStart + host.length } }),
    program: { value: name, start, end: start + name.length },
    body: stamp.end + whole.length,
  };
}

/** The time a line was written, as evidence. */
export function timeFacts(layer: Layer, time: FoundTime | undefined): readonly Evidence[] {
  return time ? [layer.fact('attempted-at', time.time, time.start, time.end)] : [];
}

/** Stamps and collectors' words, at most six, in whatever order they were put before each other. */
function stampsIn(text: string): { readonly time: FoundTime | undefined; readonly end: number } {
  let time: FoundTime | undefined;
  let end = 0;
  for (let i = 0; i < 6; i++) {
    const from = blanksEnd(text, end);
    const stamp = timestampAt(text, from) ?? tai64nAt(text, from);
    if (stamp) {
      time = time && /^\d/.test(time.time) ? time : stamp;
      end = stamp.end + (matchAt(zoneName, text, stamp.end)?.[0].length ?? 0);
      continue;
    }
    const words = matchAt(collector, text, from);
    if (!words || (time && !/^std|^</.test(words[0]))) break;
    end = from + words[0].length;
  }
  return time ? { time, end } : { time, end: 0 };
}

/** A TAI64N label; daemontools counts no leap seconds but the ten of 1970. */
function tai64nAt(text: string, at: number): FoundTime | undefined {
  const found = matchAt(tai64n, text, at);
  if (!found) return undefined;
  const seconds = Number.parseInt(found[0].slice(2, 17), 16) - 10;
  if (seconds > 8.64e12) return undefined;
  return { time: new Date(seconds * 1000).toISOString(), start: at, end: at + found[0].length - 1 };
}
function blanksEnd(text: string, at: number): number {
  let end = at;
  while (end - at < 8 && /[ \t]/.test(text.charAt(end))) end++;
  return end;
}
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
