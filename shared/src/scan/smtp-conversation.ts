/**
 * An SMTP or LMTP session as told line by line: which command a reply answered, for which recipients.
 *
 *     RCPT TO:<kim@example.com>                        a command waits for its reply; pipelined ones wait in line
 *     550-5.1.1 The email account …                    lines of one reply are joined
 *     550 5.1.1 …
 *
 * A refusal gives an event; so does the end of data, for each recipient that was accepted. What failed only because something before it
 * did (`503 need RCPT` after refused recipients), and `EHLO` refused for `HELO`, give none.
 */
import type { Direction, Evidence, Layer, SmtpCommand } from '../model.ts';
import { inAnglesAt, type Range } from './address.ts';
import { directionFact, rangeFact } from './log-facts.ts';
import { readReply } from './reply.ts';

type Events = readonly (readonly Evidence[])[];
export interface Conversation {
  /** The client said `layer.text[start, end)`. */
  command(layer: Layer, range: Range): void;
  /** The server said one line of a reply; `about` is what else is known then: time, hosts. */
  reply(layer: Layer, range: Range, about: About): Events;
  /** Is the client writing its letter: no reply is due before the dot. */
  isWriting(): boolean;
}
export interface About {
  /** Which way the mail goes; what a client sends once it logs in to us is submission. */
  readonly direction: Direction;
  readonly facts: readonly Evidence[];
  /** The log keeps one line of a reply, whatever follows its code. */
  readonly isWhole?: true;
}

interface Pending {
  readonly command?: SmtpCommand;
  readonly facts: readonly Evidence[];
  readonly recipient?: readonly Evidence[];
}
interface State {
  readonly pending: Pending[];
  readonly accepted: (readonly Evidence[])[];
  readonly lines: Evidence[][];
  sender: readonly Evidence[];
  refused: boolean;
  greeted: boolean;
  inData: boolean;
  dotted: boolean;
  inAuth: boolean;
  isLmtp: boolean;
  loggedIn: boolean;
}

/** More pipelined commands than this are no session. */
const mostPending = 1_000;

export function openConversation(): Conversation {
  const state: State = {
    pending: [],
    accepted: [],
    lines: [],
    sender: [],
    refused: false,
    greeted: false,
    inData: false,
    dotted: false,
    inAuth: false,
    isLmtp: false,
    loggedIn: false,
  };
  return {
    command: (layer, range) => hear(state, layer, range),
    reply: (layer, range, about) => answer(state, layer, range, about),
    isWriting: () => state.inData && !state.dotted,
  };
}

const verb = /(RCPT TO|MAIL FROM|EHLO|HELO|LHLO|AUTH|STARTTLS|DATA|BDAT|QUIT|RSET)\b ?:?[ \t]{0,4}/iy;
const commands: Readonly<Record<string, SmtpCommand>> = {
  'RCPT TO': 'RCPT TO',
  'MAIL FROM': 'MAIL FROM',
  EHLO: 'EHLO',
  LHLO: 'EHLO',
  HELO: 'HELO',
  AUTH: 'AUTH',
  STARTTLS: 'STARTTLS',
  DATA: 'DATA',
  BDAT: 'END-OF-DATA',
  QUIT: 'QUIT',
};

function hear(state: State, layer: Layer, { start, end }: Range): void {
  if (state.inData) state.dotted ||= /^\.\s{0,4}$/.test(layer.text.slice(start, Math.min(end, start + 8)));
  if (state.inData || state.inAuth || state.pending.length >= mostPending) return;
  state.greeted = true;
  verb.lastIndex = start;
  const found = verb.exec(layer.text);
  const word = found?.[1]?.toUpperCase() ?? '';
  const command = commands[word];
  if (word === 'LHLO') state.isLmtp = true;
  if (word === 'MAIL FROM' || word === 'RSET') Object.assign(state, { sender: [], refused: false, accepted: clear(state.accepted) });
  const facts = command && found?.[1] ? [layer.fact('smtp-command', command, start, start + found[1].length)] : [];
  const address = found ? addressIn(layer.text, start + found[0].length, end) : undefined;
  if (word === 'MAIL FROM') state.sender = rangeFact(layer, 'envelope-sender', address);
  state.pending.push({
    ...(command && { command }),
    facts,
    ...(word === 'RCPT TO' && { recipient: rangeFact(layer, 'final-recipient', address) }),
  });
}
function clear<T>(list: T[]): T[] {
  list.length = 0;
  return list;
}
/** In angles, as it must be, or bare, as people type it; nothing for `<>`. */
function addressIn(text: string, at: number, end: number): Range | undefined {
  if (text.charAt(at) === '<') return inAnglesAt(text, at);
  const word = /^[^\s<>]{1,320}/.exec(text.slice(at, end))?.[0];
  return word === undefined ? undefined : { start: at, end: at + word.length };
}

const replyLine = /([2-5]\d\d)(-|[ \t]|$)/my;
function answer(state: State, layer: Layer, { start, end }: Range, about: About): Events {
  replyLine.lastIndex = start;
  const found = replyLine.exec(layer.text);
  if (!found?.[1]) return [];
  state.lines.push([...readReply(layer, start, end, 'bounce')]);
  if (found[2] === '-' && !about.isWhole && state.lines.length < 100) return [];
  const said = joined(state.lines.splice(0));
  const asked = state.pending.shift() ?? (state.greeted || !/^(?:220|421|521|554)$/.test(found[1]) ? { facts: [] } : greeting);
  state.greeted = true;
  return outcome(state, { asked, said, code: found[1], about, layer, at: start });
}
/** How a server opens, or refuses to (RFC 5321 §3.1, RFC 7504); another first reply is one whose command we have not seen. */
const greeting: Pending = { command: 'CONNECT', facts: [] };

/** The lines of a reply as one: the first line's evidence, its text being that of all. */
function joined(lines: readonly (readonly Evidence[])[]): readonly Evidence[] {
  const texts = lines.flatMap((line) => line.filter((e): e is Evidence<'diagnostic-text'> => e.kind === 'diagnostic-text'));
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return [];
  const text: Evidence<'diagnostic-text'> = {
    kind: 'diagnostic-text',
    value: texts.map((e) => e.value).join('\n'),
    span: { start: first.span.start, end: last.span.end },
  };
  return [text, ...lines.flatMap((line) => line.filter(({ kind }) => kind === 'reply-code' || kind === 'enhanced-status'))];
}

interface Answer {
  readonly asked: Pending;
  readonly said: readonly Evidence[];
  readonly code: string;
  readonly about: About;
  readonly layer: Layer;
  readonly at: number;
}
function outcome(state: State, reply: Answer): Events {
  const { asked, code } = reply;
  state.inAuth = code === '334';
  if (code === '334') state.pending.unshift(asked);
  if (code === '354') {
    Object.assign(state, { inData: true, dotted: false });
    state.pending.unshift({ command: 'END-OF-DATA', facts: [] });
  }
  if (code.startsWith('3')) return [];
  if (asked.command === 'END-OF-DATA') return endOfData(state, reply);
  if (code.startsWith('2')) return accept(state, asked);
  if (asked.recipient) state.refused = true;
  return isFailure(state, reply) ? [event(state, reply, asked.recipient ?? [])] : [];
}
function accept(state: State, asked: Pending): Events {
  if (asked.recipient) state.accepted.push(asked.recipient);
  if (asked.command === 'AUTH') state.loggedIn = true;
  return [];
}
/** The dot's answer is that of all accepted recipients; LMTP answers for each in turn (RFC 2033 §4.2). */
function endOfData(state: State, reply: Answer): Events {
  const concerned = state.isLmtp ? state.accepted.splice(0, 1) : state.accepted.splice(0);
  state.inData = state.isLmtp && state.accepted.length > 0;
  if (state.inData) state.pending.unshift(reply.asked);
  if (concerned.length === 0) return reply.code.startsWith('2') ? [] : [event(state, reply, [])];
  return concerned.map((recipient) => event(state, reply, recipient));
}
function isFailure(state: State, { asked, code }: Answer): boolean {
  if (asked.command === 'QUIT' || (asked.command === 'EHLO' && /^50[02]/.test(code))) return false;
  return !(asked.command === 'DATA' && state.refused && state.accepted.length === 0);
}

function event(state: State, { asked, said, code, about, layer, at }: Answer, recipient: readonly Evidence[]): readonly Evidence[] {
  // `4yz` says itself that it is tried again; only what ends a delivery is an action.
  const action = code.startsWith('4') ? [] : [layer.fact('action', code.startsWith('2') ? 'delivered' : 'failed', at, at + 3)];
  const command =
    asked.facts.length > 0 || asked.command === undefined ? asked.facts : [layer.fact('smtp-command', asked.command, at, at + 3)];
  const isCustomer = state.loggedIn || asked.command === 'AUTH';
  const direction = isCustomer && about.direction === 'inbound' ? 'submission' : about.direction;
  return [...said, ...action, ...command, ...recipient, ...state.sender, ...about.facts, directionFact(layer, direction, at)];
}
