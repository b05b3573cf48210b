/**
 * Dovecot's delivery (LMTP, LDA, with Sieve) and its checks of logins that submit mail.
 *
 *     dovecot: lda(kim@example.org)<622><1TqWEUQi>: msgid=<a@b.example>: rejected: Quota exceeded (mailbox for user is full)
 *     dovecot: lmtp(622, kim@example.org): uEhT5: msgid=<a@b.example>: saved mail to INBOX
 *     dovecot: auth-worker(12182): sql(kim@example.org,203.0.113.44): Password mismatch
 *
 * A login that names no session is an MTA's (SASL), so mail did not get out; logins to IMAP and POP3 name one and tell of no mail.
 */
import type { Action, Evidence, Layer } from '../model.ts';
import { inAnglesAt, type Range } from '../scan/address.ts';
import { clientFacts, directionFact, fieldAt, rangeFact } from '../scan/log-facts.ts';
import { readReply } from '../scan/reply.ts';
import { logHead, timeFacts } from '../scan/syslog.ts';
import type { LineDialect } from './dialect.ts';

const agent = /(?:dovecot: )?(?:lmtp|lda|deliver|local)\((?:\d{1,10}, ?)?([^()\s,]{1,320})\)(?:<[^<>\s]{0,80}>){0,3}: /y;
const login =
  /(?:dovecot: )?auth(?:-worker)?(?:\([^()\s]{1,32}\)|<\d{1,10}>)?: (?:Info: )?(?:conn [^:\s]{1,60}:[^:\s]{1,60} \([^()]{0,60}\): auth-worker<\d{1,10}>: )?[\w-]{2,24}\(([^,()\s]{1,320}),([0-9A-Fa-f.:]{3,45})(?:,(?:<>)?)?\): (?=(?:unknown user|Password mismatch|invalid credentials|pam_authenticate\(\) failed|user not found|Login failed))/y;
const submission = /(?:dovecot: )?submission-login: (?:Info: )?(?=[^<>]{0,200}\(auth failed)/y;
/** Of all three: cheap, asked of every line. */
const firstLetters = 'dlas';
/** `at` is where the reason begins, if one follows. */
const outcomes: readonly (readonly [words: RegExp, action: Action])[] = [
  [/\b(?:saved mail to |stored mail into mailbox |forwarded to <)/, 'delivered'],
  [/\b(?:rejected|rejecting|rejected message from <[^<>]{0,320}>|bounced|refused): /, 'failed'],
  // Pigeonhole names the action of the recipient's filter and no reason.
  [/\b(?=rejected message from <[^<>]{0,320}> \(e?reject\))/, 'failed'],
  [
    /\b(?:save failed to [^:]{1,200}|failed to store into mailbox '[^']{1,200}'|Can't save|delivery failed|temporary failure|tempfailed): /,
    'delayed',
  ],
];
/** Why a mailbox does not take a mail whatever is tried again. */
const lasting = /\bquota exceeded|\bover quota|\btoo (?:large|big)|\bunknown user|\buser doesn't exist/i;

const dovecot: LineDialect = {
  title: 'Dovecot log',
  reads: 'line',
  hints: {
    telling: [
      ...['rejected: ', 'rejecting: ', 'rejected message from <', 'bounced: ', 'refused: ', 'tempfailed: ', 'temporary failure: '],
      ...['save failed to ', "failed to store into mailbox '", "Can't save: ", 'delivery failed: '],
      ...['unknown user', 'Password mismatch', 'invalid credentials', 'pam_authenticate() failed', 'user not found', 'Login failed'],
      '(auth failed',
    ],
    delivered: { words: ['saved mail to ', 'stored mail into mailbox ', 'forwarded to <'], attempt: () => 'without queue id' },
  },
  recognizes: (line) => bodyOf(line) !== undefined && /lmtp\(|lda\(|deliver\(|local\(|auth|submission-login/.test(line.slice(0, 300)),
  *read(layer) {
    const body = bodyOf(layer.text);
    const event = body && (body.recipient ? delivery(layer, body) : failedLogin(layer, body));
    if (event) yield [...event, ...timeFacts(layer, logHead(layer.text).time)];
  },
};
export default dovecot;

interface Body {
  /** Behind the agent's own prefix. */
  readonly said: number;
  readonly recipient: Range | undefined;
}
/** `dovecot: ` may be the syslog program or part of the line; its own log files have neither. */
function bodyOf(text: string): Body | undefined {
  const head = logHead(text);
  const starts = head.program ? [head.body, head.program.start] : [head.body];
  for (const start of starts) {
    if (!firstLetters.includes(text.charAt(start))) continue;
    const found = sticky(agent, text, start);
    if (found?.[1]) {
      const at = start + found[0].indexOf(`${found[1]})`);
      return { said: start + found[0].length, recipient: { start: at, end: at + found[1].length } };
    }
    const refused = sticky(login, text, start) ?? sticky(submission, text, start);
    if (refused) return { said: start + refused[0].length, recipient: undefined };
  }
  return undefined;
}
function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function delivery(layer: Layer, { said, recipient }: Body): readonly Evidence[] | undefined {
  const { text } = layer;
  const rest = text.slice(said);
  const outcome = outcomes.find(([words]) => words.test(rest));
  const found = outcome?.[0].exec(rest);
  if (!outcome || !found) return undefined;
  const start = said + found.index;
  const why = start + found[0].length;
  const [, action] = outcome;
  return [
    ...(action === 'delivered' ? [] : readReply(layer, why, text.length)),
    layer.fact(
      'action',
      action === 'delayed' && lasting.test(text.slice(why)) ? 'failed' : action,
      start,
      start + Math.max('rejected'.length, found[0].trimEnd().length),
    ),
    ...rangeFact(layer, 'final-recipient', recipient),
    ...messageId(layer, said, start),
    directionFact(layer, 'inbound', said),
  ];
}
function messageId(layer: Layer, from: number, to: number): readonly Evidence[] {
  const at = fieldAt(layer.text, 'msgid=', from, to);
  return at === undefined ? [] : rangeFact(layer, 'message-id', inAnglesAt(layer.text, at));
}
function failedLogin(layer: Layer, { said }: Body): readonly Evidence[] {
  return [
    ...rangeFact(layer, 'diagnostic-text', { start: said, end: layer.text.length }),
    layer.fact('action', 'failed', said, layer.text.length),
    layer.fact('smtp-command', 'AUTH', said, layer.text.length),
    ...loginAddress(layer, said),
    directionFact(layer, 'submission', said),
  ];
}
/** `sql(kim@example.org,203.0.113.44)` before the words, `rip=203.0.113.44` behind them. */
function loginAddress(layer: Layer, said: number): readonly Evidence[] {
  const rip = fieldAt(layer.text, 'rip=', said, layer.text.length);
  const found =
    rip === undefined
      ? /,([0-9A-Fa-f.:]{3,45})(?:,(?:<>)?)?\): $/.exec(layer.text.slice(Math.max(0, said - 64), said))
      : /^([0-9A-Fa-f.:]{3,45})/.exec(layer.text.slice(rip, rip + 45));
  if (!found?.[1]) return clientFacts(layer, said, layer.text.length);
  const start = rip ?? Math.max(0, said - 64) + found.index + 1;
  return [layer.fact('client-ip', found[1], start, start + found[1].length)];
}
