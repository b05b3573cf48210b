/**
 * The lines of one message out of a log that is read once: by its queue id, the names it goes by later or went by before, its Message-ID.
 *
 * A line may be seen before it is known to belong: `A: … queued as B` comes after B's first lines. So the last lines are kept, a bounded
 * number of them, and taken when a line joins their name to the message's. What lies further back is lost, and the story begins later.
 */
import { limits } from '../limits.ts';
import type { Trace } from '../model.ts';

export interface TracedLine {
  /** 1-based. */
  readonly number: number;
  /** Offset of its first character. */
  readonly start: number;
  readonly text: string;
  readonly trace: Trace;
}
/** What a line's message is to the one that is followed; `message`: it is that one. */
export type Role = 'message' | 'notice' | 'subject' | 'session';
export interface TakenLine extends TracedLine {
  readonly role: Role;
}
/** The lines of one message, in the order of the log. */
export interface GatheredMessage {
  readonly lines: readonly TakenLine[];
  /** There were more than are kept. */
  readonly cut: boolean;
}
export interface Gathering {
  add(line: TracedLine): void;
  /** One message; more where the log gave the same name to one after the other. */
  messages(): readonly GatheredMessage[];
  /** By which names the lines were told to belong. */
  names(): ReadonlyMap<string, Role>;
}

/** `wanted`: a queue id or a Message-ID, with or without angle brackets. `known`: names that an earlier reading of the same log found. */
export function gatherLines(wanted: string, known?: ReadonlyMap<string, Role>): Gathering {
  const name = wanted.includes('@') ? `<${wanted.replace(/^<|>$/g, '')}>` : wanted;
  const recent = keepRecent(limits.recentLines);
  const done: Open[] = [];
  let open = openMessage(name, known);
  const takeIn = (line: TracedLine): readonly string[] => {
    const role = roleOf(line.trace, open);
    if (role === undefined) {
      recent.add(line);
      return [];
    }
    if (!isAnother(line.trace, open)) return take(line, role, open);
    if (role !== 'message' || !namesOf(line.trace).includes(name)) {
      // The log gives a name that was ours to somebody else's message.
      for (const other of line.trace.names) open.names.delete(other);
      return [];
    }
    done.push(open);
    if (done.length > limits.storiesOfOneName) done.shift();
    open = openMessage(name);
    return take(line, role, open);
  };
  return {
    add(line) {
      const waiting = [line];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        for (const joined of takeIn(next)) waiting.push(...recent.remove(joined));
    },
    names: () => open.names,
    messages: () =>
      [...done, open].flatMap(({ lines, cut }) =>
        lines.length === 0 ? [] : [{ lines: [...lines].sort((a, b) => a.number - b.number), cut }],
      ),
  };
}

/** A message that is being gathered. */
interface Open {
  readonly names: Map<string, Role>;
  readonly ended: Set<string>;
  readonly lines: TakenLine[];
  cut: boolean;
}
function openMessage(name: string, known: ReadonlyMap<string, Role> = new Map()): Open {
  return { names: new Map([...known, [name, 'message']]), ended: new Set(), lines: [], cut: false };
}

/** A queue id as it is written, a Message-ID in its brackets. */
function namesOf({ names, messageId }: Trace): readonly string[] {
  return messageId === undefined ? names : [...names, `<${messageId}>`];
}
function roleOf(trace: Trace, { names }: Open): Role | undefined {
  const roles = namesOf(trace).flatMap((name) => names.get(name) ?? []);
  const own = roles.includes('message') ? 'message' : roles[0];
  if (own !== undefined || !trace.leads || names.get(trace.leads.name) !== 'message') return own;
  return seenFromThere[trace.leads.to];
}
/** What a line's message is to the one its link leads to. */
const seenFromThere: Readonly<Record<NonNullable<Trace['leads']>['to'], Role>> = {
  same: 'message',
  notice: 'subject',
  subject: 'notice',
  session: 'message',
};
/** Something new comes under a name whose message is gone. */
function isAnother({ names, step }: Trace, { ended }: Open): boolean {
  return (step === 'arrived' || step === 'queued') && names.some((name) => ended.has(name));
}

/** Write a line down; the names by which the message is known only now. */
function take(line: TracedLine, role: Role, open: Open): readonly string[] {
  const { trace } = line;
  if (open.lines.length < limits.storyLines) open.lines.push({ ...line, text: copyOf(line.text), role });
  else open.cut = true;
  if (trace.step === 'ended') for (const name of trace.names) open.ended.add(name);
  const { leads } = trace;
  const found: (readonly [string, Role])[] = [
    ...(role === 'message' ? namesOf(trace) : trace.names).map((name) => [name, role] as const),
    ...(role === 'message' && leads ? [[leads.name, leads.to === 'same' ? 'message' : leads.to] as const] : []),
  ];
  const joined = found.filter(([name]) => !open.names.has(name));
  for (const [name, itsRole] of joined) open.names.set(name, itsRole);
  return joined.map(([name]) => name);
}
/** A slice keeps the whole window alive that it was cut from; a copy does not. */
function copyOf(text: string): string {
  return Array.from(text).join('');
}

interface Recent {
  add(line: TracedLine): void;
  /** The lines that bear the name or lead to it, oldest last. */
  remove(name: string): readonly TracedLine[];
}
/** The last `most` lines, by every name they bear. */
function keepRecent(most: number): Recent {
  const ring: (TracedLine | undefined)[] = [];
  let next = 0;
  const byName = new Map<string, Set<TracedLine>>();
  const forget = (line: TracedLine): void => {
    for (const key of keysOf(line)) {
      const lines = byName.get(key);
      lines?.delete(line);
      if (lines?.size === 0) byName.delete(key);
    }
  };
  return {
    add(line) {
      const oldest = ring[next];
      if (oldest) forget(oldest);
      ring[next] = line;
      next = (next + 1) % most;
      for (const key of keysOf(line)) byName.set(key, (byName.get(key) ?? new Set()).add(line));
    },
    // A line that was taken stays in the ring until it is overwritten; forgetting it twice does nothing.
    remove(name) {
      const lines = [...(byName.get(name) ?? [])];
      for (const line of lines) forget(line);
      return lines.reverse();
    },
  };
}
function keysOf({ trace }: TracedLine): readonly string[] {
  return [...namesOf(trace), ...(trace.leads ? [trace.leads.name] : [])];
}
