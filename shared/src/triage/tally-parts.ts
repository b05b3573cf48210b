/**
 * The parts of logs that are tallied apart: what the parts before decide, and what those behind. A mail deferred in one part may end in the next, so
 * a part's tally carries what waits at its end, and which mails ended in it that may have waited before. Parts are joined from the first on, each
 * with the next, in whatever order they come: so the order of merging says nothing.
 */
import { factsOf, type TallyCounter } from './tally-counter.ts';
import { type Expiry, type OpenMail, openWaitingMails, type WaitingMails } from './waiting-mails.ts';

/** Which part of which log. */
export interface PartPlace {
  /** The log's name; parts of logs of different names have nothing to do with each other. */
  readonly log: string;
  /** From 1. */
  readonly number: number;
}
/** One part, or the parts from the first to some other, joined. */
export interface TallyPart {
  readonly log: string;
  readonly first: number;
  readonly last: number;
  /** Mails that wait at its end; their deferrals are not among the groups and domains. */
  readonly open: readonly OpenMail[];
  /** Mails that came to an end in it and may have waited before it, `queue mail` of `OpenMail`, by what became of them. */
  readonly ends?: PartEnds;
}
export interface PartEnds {
  readonly delivered: readonly string[];
  readonly refused: readonly string[];
  readonly expired: readonly string[];
  /** Queue ids that expired as a whole. */
  readonly queues: readonly QueueEnd[];
}
export interface QueueEnd extends Expiry {
  readonly queue: string;
  /** No mail of it was seen to wait in this part: if none waited before it, that line is a record of its own. */
  readonly alone: boolean;
}
/** What becomes of a mail's deferrals by each way it may end. */
export const fateOfEnd = { delivered: 'delivered-later', refused: undefined, expired: 'expired' } as const;
export type End = keyof typeof fateOfEnd;
export const endNames = ['delivered', 'refused', 'expired'] as const satisfies readonly End[];

export interface TallyParts {
  add(part: TallyPart): void;
  /** In an order of their own. */
  list(): readonly TallyPart[];
  /** No part comes any more: what waits is pending, and where parts are missing, so be it. */
  end(): void;
  /** No mail was given up. */
  isComplete(): boolean;
}
interface Begun {
  /** Of the parts that are joined; 0 where the first one has not come. */
  last: number;
  /** That wait at its end. */
  readonly mails: WaitingMails;
  /** Parts that wait for those before them, by their first number. */
  readonly others: Map<number, readonly TallyPart[]>;
}

export function openTallyParts(counter: TallyCounter): TallyParts {
  const logs = new Map<string, Begun>();
  let complete = true;
  const logOf = (name: string): Begun => {
    const log = logs.get(name) ?? { last: 0, mails: openWaitingMails(counter), others: new Map() };
    logs.set(name, log);
    return log;
  };
  const join = (log: Begun, part: TallyPart): void => {
    joinPart(log.mails, part, counter);
    log.last = part.last;
    complete = log.mails.prune() && complete;
  };
  return {
    add(part) {
      const log = logOf(part.log);
      log.others.set(part.first, [...(log.others.get(part.first) ?? []), rebuilt(part)]);
      for (let next = takeNext(log); next; next = takeNext(log)) join(log, next);
    },
    list: () =>
      [...logs]
        .flatMap(([name, { last, mails, others }]): readonly TallyPart[] => [
          ...(last > 0 ? [{ log: name, first: 1, last, open: mails.list() }] : []),
          ...[...others.values()].flat(),
        ])
        .sort(byPlace),
    end() {
      for (const log of logs.values()) {
        for (const part of [...log.others.values()].flat().sort(byPlace)) join(log, part);
        log.mails.end();
      }
      logs.clear();
    },
    isComplete: () => complete,
  };
}
/** The part that follows those that are joined, taken from those that wait. */
function takeNext({ last, others }: Begun): TallyPart | undefined {
  const [next, ...alike] = others.get(last + 1) ?? [];
  if (alike.length > 0) others.set(last + 1, alike);
  else others.delete(last + 1);
  return next;
}
/** What else a file holds has no say. */
function rebuilt({ log, first, last, open, ends }: TallyPart): TallyPart {
  return { log, first, last, open: open.map(rebuiltMail), ...(ends && { ends: rebuiltEnds(ends) }) };
}
function rebuiltMail({ queue, mail, domain, hour, attempts }: OpenMail): OpenMail {
  return {
    queue,
    mail,
    ...(domain && { domain }),
    ...(hour && { hour }),
    attempts: attempts.map((one) => ({ ...factsOf(one), count: one.count })),
  };
}
function rebuiltEnds({ delivered, refused, expired, queues }: PartEnds): PartEnds {
  const ends = queues.map(({ queue, alone, facts, hour }) => ({ facts: factsOf(facts), ...(hour && { hour }), queue, alone }));
  return { delivered, refused, expired, queues: ends };
}
function byPlace(a: TallyPart, b: TallyPart): number {
  if (a.log !== b.log) return a.log < b.log ? -1 : 1;
  return a.first - b.first || a.last - b.last;
}

/** What `part` says of the mails that wait before it, then its own. */
function joinPart(mails: WaitingMails, { ends, open }: TallyPart, counter: TallyCounter): void {
  for (const end of endNames) {
    for (const name of ends?.[end] ?? []) {
      const blank = name.indexOf(' ');
      mails.ended(name.slice(0, blank), name.slice(blank + 1), fateOfEnd[end]);
    }
  }
  for (const { queue, alone, ...expiry } of ends?.queues ?? []) {
    if (mails.expired(queue, expiry).length > 0 || !alone) continue;
    counter.seen(expiry.hour, expiry.facts.outcome ?? '');
    counter.told(expiry.facts, undefined, 1);
  }
  for (const mail of open) mails.deferred(mail);
}

/** What is wrong with the parts of a tally, in words: one that is there twice, or is missing. */
export function faultsOfParts(parts: readonly TallyPart[]): readonly { readonly kind: 'twice' | 'missing'; readonly part: string }[] {
  const last = new Map<string, number>();
  return [...parts].sort(byPlace).flatMap(({ log, first, last: to }) => {
    const before = last.get(log) ?? 0;
    last.set(log, Math.max(before, to));
    if (first === before + 1) return [];
    const part = first <= before ? first : before + 1;
    return [{ kind: first <= before ? 'twice' : 'missing', part: log === '' ? String(part) : `${log}:${part}` } as const];
  });
}
