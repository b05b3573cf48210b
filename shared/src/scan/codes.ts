/**
 * The codes of a reply: which three digits are a reply code and which dotted triple is an enhanced status code, and which are only numbers.
 *
 * A reply is text that a server said. Its code stands at its beginning; behind it an enhanced status code may stand. In mid-text a number is
 * a code only where its company says so: `#5.1.0`, `(5.7.1)`, `error code 550`, `SMTP error: 550`, `550 5.1.1`, `550-5.1.1`.
 */
import type { Range } from './address.ts';
import { isWordAt } from './characters.ts';
import { enhancedStatusAt } from './enhanced-status.ts';
import { replyCodeAt } from './reply-code.ts';

export interface FoundCode {
  readonly kind: 'reply-code' | 'enhanced-status';
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * How much the text is known to be about mail: in a `bounce` (a mail of a mailer daemon, a log line) a code may also stand behind any colon;
 * in a `page` a colon alone announces nothing.
 */
export type Trust = 'bounce' | 'page';

/** All codes of the reply `text[start, end)`, in order. */
export function codesIn(text: string, start: number, end: number, trust: Trust = 'page'): readonly FoundCode[] {
  const found: FoundCode[] = [];
  let last: FoundCode | undefined;
  let continued: string | undefined;
  const said = text.slice(start, end);
  candidate.lastIndex = 0;
  while (candidate.test(said)) {
    const here = codeAt(text, start + candidate.lastIndex - 1, { start, last, trust, continued });
    if (!here || here.end > end) continue;
    found.push(here);
    last = here;
    if (found.length === 1 && text.charAt(here.end) === '-') continued = here.code;
  }
  return found;
}
/** The first digit of what may be a code; most numbers are parts of addresses, of times, of names. */
const candidate = /[2-5](?<![\w.].)(?=\.\d|\d\d(?!\d))/g;

interface Context {
  readonly start: number;
  readonly last: FoundCode | undefined;
  readonly trust: Trust;
  /** The code of a reply of several lines, `550-…`, whose next lines may stand behind it in the same line. */
  readonly continued: string | undefined;
}
function codeAt(text: string, at: number, context: Context): FoundCode | undefined {
  const enhanced = enhancedStatusAt(text, at);
  if (enhanced && isEnhancedInContext(text, { start: at, end: at + enhanced.length }, context)) {
    return { kind: 'enhanced-status', code: enhanced, start: at, end: at + enhanced.length };
  }
  const reply = replyCodeAt(text, at);
  if (!reply || !isPlausible(reply) || !(isContinuation(text, at, context) || isReplyInContext(text, at, context))) return undefined;
  return { kind: 'reply-code', code: reply, start: at, end: at + 3 };
}

/** Of the codes that report no trouble only those are meant that there are: `DnsError (256)` is a number of somebody's own. */
function isPlausible(reply: string): boolean {
  return reply >= '4' || /^(?:2(?:00|1[14]|2[01]|35|5[0-3])|3[35]4)/.test(reply);
}

/** What announces a code: `Status:`, `error 5.7.1`, `dsn=`, `(550`, `<a@b.example>: 550`, `[203.0.113.5]: 550`. */
const announced =
  /(?:(?:\b|_)(?:status|errors?|codes?|dsn|reply|response|returned|said|reason|e?smtp|diagnostic|number|result|answered|responded|bounced|deferred)|[#<=(["'‹«]|[\]>)"']:)[ \t\u00a0]{0,2}[:=#("'[<-]{0,2}[ \t\u00a0]{0,2}$/i;

function isEnhancedInContext(text: string, { start: at, end }: Range, { start, last, trust }: Context): boolean {
  if (last?.kind === 'reply-code' && at - last.end <= 3 && !hasWord(text, last.end, at)) return true;
  if (onlyBlanks(text, start, at)) return true;
  if (lineStart(text, at) && /^[\s:;,)\]-]/.test(text.charAt(end) || ' ')) return true;
  const before = text.slice(Math.max(0, at - 24), at);
  if (/\bv(?:er(?:sion)?)?\.?\s?$/i.test(before)) return false;
  if (trust === 'bounce' && /[:;,.]\s{1,2}$/.test(before) && /^[\s:;,)-]/.test(text.charAt(end) || ' ')) return true;
  return announced.test(before) || text.slice(end, end + 2) === '> ';
}

function isReplyInContext(text: string, at: number, { start, trust }: Context): boolean {
  if (onlyBlanks(text, start, at)) return true;
  const followedByEnhanced = enhancedAfter(text, at);
  if (followedByEnhanced) return true;
  const line = lineStart(text, at);
  if (trust === 'bounce' && /<<< {1,3}$/.test(text.slice(Math.max(0, at - 6), at))) return true;
  const words = /^(?:-|[ \u00a0]-?[ \u00a0]?)[A-Za-z<"'(#[*\u00c0-\uffff]/.test(text.slice(at + 3, at + 8));
  if (line && words) return true;
  const before = text.slice(Math.max(0, at - 24), at);
  if (/\b(?:rfc|port|line|pid|in|of|size|page|tel|no\.|nr\.)[ \t]{0,2}$/i.test(before)) return false;
  if (trust === 'bounce' && words && /:\s{1,4}$/.test(before)) return true;
  return (
    announced.test(before) &&
    (words || /(?:error|code|status|smtp|reply|said|response|returned|deferred)[ \t]{0,2}[:=#(]{0,2}[ \t]{0,2}$/i.test(before))
  );
}
/** `550-Requested action not taken 550-For explanation visit 550 https://…`: Postfix joins the lines of a reply. */
function isContinuation(text: string, at: number, { continued }: Context): boolean {
  return (
    continued !== undefined &&
    text.startsWith(continued, at) &&
    /^[- ]\S/.test(text.slice(at + 3, at + 5)) &&
    /\s/.test(text.charAt(at - 1))
  );
}
/** Does an enhanced status code of the same class follow: `550 5.1.1`, `550-5.1.1`, `550 #5.1.1`? */
function enhancedAfter(text: string, at: number): boolean {
  const gap = /^(?:[- \t\u00a0]|[ \t]?#|[ \t]?\(#?)/.exec(text.slice(at + 3, at + 7));
  if (!gap) return false;
  return enhancedStatusAt(text, at + 3 + gap[0].length)?.charAt(0) === text.charAt(at);
}
/** Is `at` the first thing on its line, but for quote marks and brackets? Looks 40 characters back at the most. */
function lineStart(text: string, at: number): boolean {
  let before = at;
  while (before > 0 && at - before < 40 && leading.test(text.charAt(before - 1))) before--;
  return before === 0 || /[\r\n]/.test(text.charAt(before - 1));
}
const leading = /[ \t\u00a0>|<("'[*+-]/;
function hasWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isWordAt(text, at)) return true;
  return false;
}
function onlyBlanks(text: string, start: number, at: number): boolean {
  return at === start || (at - start <= 8 && /^[\s<"'([*]*$/.test(text.slice(start, at)));
}
