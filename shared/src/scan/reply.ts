/**
 * A reply in its wrapper: who said it, to which command, with which codes.
 *
 *     host mx.b.example[203.0.113.5] said: 550 5.1.1 <a@b.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)
 *          remote-mta   remote-ip          diagnostic-text ------------------------------------------------               smtp-command
 *
 * Read for what the wrappers of the world have in common, not for one writer: a host before the reply, a command before or behind it.
 */
import type { Evidence, Layer, SmtpCommand } from '../model.ts';
import type { Range } from './address.ts';
import { isSpaceAt } from './characters.ts';
import { codesIn, type FoundCode, type Trust } from './codes.ts';
import { hostAt } from './host.ts';
import { trim } from './lines.ts';
import { replyStart } from './reply-start.ts';
import { type FoundCommand, smtpCommandAt } from './smtp-command.ts';

const commandBehind = /\(in reply to\s{1,8}(?:the\s{1,8})?/iy;
/**
 * Exim names the command before the reply, Postfix what it was doing when the line broke, Sendmail quotes it: `>>> RCPT To:<kim@…>`. What
 * Sendmail quotes is the last command it sent: under a pipelined `>>> DATA` stand the answers to every RCPT before it, so that tells nothing.
 */
const commandAhead =
  /(?:\b(?:while (?:sending|performing the) |in response to |after |In: {1,2}|smtp command[: \r\n]{1,4})|>>> (?!DATA))(?:pipelined |end of data|sending )?/i;

/** All evidence of the reply in `layer.text[start, end)`, diagnostic text first. Nothing where the range is blank. */
export function readReply(layer: Layer, start: number, end: number, trust: Trust = 'bounce'): readonly Evidence[] {
  const found = wrappedReply(layer.text, { start, end });
  return found
    ? [...saidFacts(layer, found.inner, trust), ...hostFacts(layer, found.whole, found.inner.start), ...commandFact(layer, found)]
    : [];
}
/** As `readReply`, of a reply that the writer of the log gave itself: who said it is no question, whatever host it speaks of. */
export function readOwnReply(layer: Layer, start: number, end: number): readonly Evidence[] {
  const found = wrappedReply(layer.text, { start, end });
  return found ? [...saidFacts(layer, found.inner, 'bounce'), ...commandFact(layer, found)] : [];
}

interface WrappedReply {
  readonly whole: Range;
  /** The server's own words. */
  readonly inner: Range;
  readonly command: FoundCommand | undefined;
}
function wrappedReply(text: string, range: Range): WrappedReply | undefined {
  const whole = trim(text, range);
  if (whole.start >= whole.end) return undefined;
  const behind = commandAfter(text, whole);
  const replyEnd = behind?.replyEnd ?? whole.end;
  const inner = trim(text, { start: whole.start + replyStart(text.slice(whole.start, replyEnd)), end: replyEnd });
  // `(in reply to RCPT TO command)` alone.
  return inner.start < inner.end ? { whole, inner, command: behind?.command ?? commandBefore(text, whole) } : undefined;
}
/** The text, then its codes. */
function saidFacts(layer: Layer, { start, end }: Range, trust: Trust): readonly Evidence[] {
  const codes = withoutBanner(codesIn(layer.text, start, end, trust));
  return [
    layer.fact('diagnostic-text', layer.text.slice(start, end), start, end),
    ...codes.map((c) => layer.fact(c.kind, c.code, c.start, c.end)),
  ];
}
function commandFact(layer: Layer, { command }: WrappedReply): readonly Evidence[] {
  return command ? [layer.fact('smtp-command', command.command, command.start, command.end)] : [];
}

/** `220-mx.example.com 421 4.2.1 …`: what greeted before it refused was no answer. */
function withoutBanner(codes: readonly FoundCode[]): readonly FoundCode[] {
  const refusal = codes.findIndex(({ code }) => code >= '4');
  return refusal <= 0 ? codes : codes.slice(refusal);
}

function commandAfter(text: string, { start, end }: Range): { readonly replyEnd: number; readonly command: FoundCommand } | undefined {
  const said = text.slice(start, end);
  let last: Range | undefined;
  for (let at = said.indexOf('('); at >= 0; at = said.indexOf('(', at + 1)) {
    commandBehind.lastIndex = at;
    if (commandBehind.test(said)) last = { start: start + (isSpaceAt(said, at - 1) ? at - 1 : at), end: start + commandBehind.lastIndex };
  }
  const command = last && smtpCommandAt(text, last.end);
  return last && command && { command, replyEnd: last.start };
}
function commandBefore(text: string, { start, end }: Range): FoundCommand | undefined {
  const found = commandAhead.exec(text.slice(start, Math.min(end, start + 2_000)));
  if (!found) return quotedBefore(text, start) ?? commandTold(text, { start, end });
  const at = start + found.index + found[0].length;
  return smtpCommandAt(text, at) ?? smtpCommandAt(text, start + found.index + found[0].search(/end of data$/i));
}

/**
 * Words of a wrapper that tell what was being done, though they name no command: Postfix logging in, qmail's report of a refused sender. Each
 * with a part that is looked for first.
 */
const toldCommands: readonly (readonly [part: string, words: RegExp, command: SmtpCommand])[] = [
  ['SASL authentication failed; server ', /^.{0,40}SASL authentication failed; server /, 'AUTH'],
  ['Connected to ', /^Connected to \S{1,64} but sender was rejected/, 'MAIL FROM'],
];
function commandTold(text: string, { start, end }: Range): FoundCommand | undefined {
  const head = text.slice(start, Math.min(end, start + 200));
  for (const [part, words, command] of toldCommands) {
    const found = head.includes(part) ? words.exec(head) : null;
    if (found) return { command, start, end: start + found[0].length };
  }
  return undefined;
}

const quotedCommand = /(?:^|\n)[ \t]{0,8}>>> (?!DATA)(?=[^\r\n]{0,400}\r?\n[ \t]{0,8}$)/;
/** The line above the reply, where it quotes what the reply answered: `>>> RCPT To:<kim@example.com>`. */
function quotedBefore(text: string, start: number): FoundCommand | undefined {
  const from = Math.max(0, start - 500);
  const found = text.startsWith('<<<', start) ? quotedCommand.exec(text.slice(from, start)) : null;
  return found ? smtpCommandAt(text, from + found.index + found[0].length) : undefined;
}

/** `host h[ip] said`, `connect to h[ip]:25`, `conversation with h[ip]`, `from remote … host h [ip]:` — before the reply, or in a text without one. */
const hostBefore =
  /(?<!\bclient )\b(?:host:?|connect to|connection with|conversation with|session with|connected to|server) (?:'|")?(?=[\w[])/gi;
function hostFacts(layer: Layer, whole: Range, replyAt: number): readonly Evidence[] {
  const { text } = layer;
  const end = replyAt > whole.start ? replyAt : Math.min(whole.end, whole.start + 400);
  const head = text.slice(whole.start, end);
  hostBefore.lastIndex = 0;
  while (hostBefore.test(head)) {
    const facts = hostFactsAt(layer, whole.start + hostBefore.lastIndex, end);
    if (facts) return facts;
  }
  return (replyAt > whole.start ? hostFactsAt(layer, whole.start, end) : undefined) ?? [];
}
function hostFactsAt(layer: Layer, at: number, end: number): readonly Evidence[] | undefined {
  const host = hostAt(layer.text, at);
  if (!host || host.end > end || !isHostLike(host)) return undefined;
  const facts: Evidence[] = [];
  if (host.name) facts.push(layer.fact('remote-mta', host.name.value, host.name.start, host.name.end));
  if (host.ip) facts.push(layer.fact('remote-ip', host.ip.value, host.ip.start, host.ip.end));
  return facts;
}
/** A word alone, or at the end of a sentence, is no host: it has a dot inside, or an IP address behind it. */
function isHostLike(host: NonNullable<ReturnType<typeof hostAt>>): boolean {
  return host.ip !== undefined || (host.name?.value.slice(0, -1).includes('.') ?? false);
}
