/** The mails that wait at some line of a log, with as much of their deferrals as a tally needs: what it counts of them depends on how they end. */
import type { TriageRecord } from './record.ts';
import { factsOf, hourOfRecord, type TallyCounter, type TallyFacts, type TallyGroup } from './tally-counter.ts';

/** A mail that waits at the end of a part of a log. */
export interface OpenMail {
  /** Hashes of its queue id, and of queue id and recipient: a tally names nobody. */
  readonly queue: string;
  readonly mail: string;
  /** Of the recipient. */
  readonly domain?: string;
  /** Of the last attempt: an expiry without a time is counted there. */
  readonly hour?: string;
  /** Its deferrals, those alike counted together; in the order of the last of each. */
  readonly attempts: readonly TallyGroup[];
}
/** A line by which a whole queue id expires, as counted where it stands alone. */
export interface Expiry {
  readonly facts: TallyFacts;
  readonly hour?: string | undefined;
}
export function expiryOf(record: TriageRecord): Expiry {
  const hour = hourOfRecord(record);
  return { facts: factsOf(record), ...(hour && { hour }) };
}
export interface WaitingMails {
  deferred(mail: OpenMail): void;
  /** The mail, should it wait, has come to its end; no fate where it was refused. */
  ended(queue: string, mail: string, fate: string | undefined): void;
  /** All that wait under this queue id come to their end; which. */
  expired(queue: string, expiry: Expiry): readonly string[];
  /** Beyond `openLimit`, those with the greatest hashes count as pending. False where there were ever more. */
  prune(): boolean;
  list(): readonly OpenMail[];
  /** No line follows: what waits is pending. */
  end(): void;
}

/** What a mail waits with. */
export interface Waiting {
  readonly domain: string | undefined;
  hour: string | undefined;
  /** Facts by their text, the last attempt's last. */
  readonly attempts: Map<string, { readonly facts: TallyFacts; readonly count: number }>;
}
export function openWaiting(domain: string | undefined): Waiting {
  return { domain, hour: undefined, attempts: new Map() };
}
/** `count` attempts more, the last of them in that hour. */
export function waitOn(waiting: Waiting, hour: string | undefined, facts: TallyFacts, count: number): void {
  const name = JSON.stringify(facts);
  const before = waiting.attempts.get(name)?.count ?? 0;
  waiting.attempts.delete(name);
  waiting.attempts.set(name, { facts, count: before + count });
  waiting.hour = hour;
}
/** It has come to this end. */
export function countWaiting(counter: TallyCounter, { domain, attempts }: Waiting, fate: string | undefined): void {
  for (const { facts, count } of attempts.values()) counter.told({ ...facts, ...(fate && { fate }) }, domain, count);
}
/** The record that the expiry of its queue id is, told of this mail. */
export function countExpired(counter: TallyCounter, { domain, hour, attempts }: Waiting, expiry: Expiry): void {
  const last = [...attempts.values()].at(-1);
  if (last === undefined) return;
  counter.seen(expiry.hour ?? hour, expiry.facts.outcome ?? '');
  counter.told(expiredFacts(expiry.facts, last.facts), domain, 1);
}

/** So many mails may wait at the end of a part; beyond it they count as pending. */
const openLimit = 50_000;
/** So many different facts may be told of all that wait, each with its count; a log of more was made to harm. */
const factLimit = 4 * openLimit;

export function openWaitingMails(counter: TallyCounter): WaitingMails {
  const mails = openMails();
  let facts = 0;
  let complete = true;
  const end = (queue: string, mail: string, fate: string | undefined): Waiting | undefined => {
    const waiting = mails.take(queue, mail);
    if (waiting === undefined) return undefined;
    facts -= waiting.attempts.size;
    countWaiting(counter, waiting, fate);
    return waiting;
  };
  const keepTo = (most: number): void => {
    if (mails.count() <= most) return;
    complete = false;
    for (const { queue, mail } of mails.list().slice(most)) end(queue, mail, 'pending');
  };
  return {
    deferred({ queue, mail, domain, hour, attempts }) {
      const waiting = mails.of(queue, mail) ?? mails.add(queue, mail, openWaiting(domain));
      facts -= waiting.attempts.size;
      for (const { count, ...told } of attempts) waitOn(waiting, hour, told, count);
      facts += waiting.attempts.size;
      // Half of them at once: to find those with the greatest hashes is work.
      if (mails.count() > 2 * openLimit) keepTo(openLimit);
      if (facts > factLimit) keepTo(0);
    },
    ended(queue, mail, fate) {
      end(queue, mail, fate);
    },
    expired(queue, expiry) {
      const ended = mails.under(queue);
      for (const mail of ended) {
        const waiting = end(queue, mail, 'expired');
        if (waiting) countExpired(counter, waiting, expiry);
      }
      return ended;
    },
    prune() {
      keepTo(openLimit);
      return complete;
    },
    list: mails.list,
    end() {
      for (const { queue, mail } of mails.list()) end(queue, mail, 'pending');
    },
  };
}
/** Each under its queue id and its own name. */
function openMails() {
  const queues = new Map<string, Map<string, Waiting>>();
  let count = 0;
  return {
    count: () => count,
    of: (queue: string, mail: string): Waiting | undefined => queues.get(queue)?.get(mail),
    under: (queue: string): readonly string[] => [...(queues.get(queue)?.keys() ?? [])],
    add(queue: string, mail: string, waiting: Waiting): Waiting {
      const mails = queues.get(queue) ?? new Map<string, Waiting>();
      queues.set(queue, mails.set(mail, waiting));
      count++;
      return waiting;
    },
    take(queue: string, mail: string): Waiting | undefined {
      const mails = queues.get(queue);
      const waiting = mails?.get(mail);
      if (!mails?.delete(mail)) return undefined;
      if (mails.size === 0) queues.delete(queue);
      count--;
      return waiting;
    },
    list: (): readonly OpenMail[] =>
      [...queues]
        .flatMap(([queue, mails]) => [...mails].map(([mail, waiting]) => openMail(queue, mail, waiting)))
        .sort((a, b) => (a.queue + a.mail < b.queue + b.mail ? -1 : 1)),
  };
}
function openMail(queue: string, mail: string, { domain, hour, attempts }: Waiting): OpenMail {
  const told = [...attempts.values()].map(({ facts, count }) => ({ ...facts, count }));
  return { queue, mail, ...(domain && { domain }), ...(hour && { hour }), attempts: told };
}

/** What is counted of `expiredAttempt`. */
function expiredFacts(expiry: TallyFacts, attempt: TallyFacts): TallyFacts {
  const { reason, owner, rule, confidence, ...own } = expiry;
  const isKnown = attempt.reason !== 'unknown';
  return {
    ...attempt,
    ...own,
    fate: 'expired',
    ...(!isKnown && { reason, rule, confidence }),
    ...((!isKnown || attempt.owner === 'nobody') && owner !== undefined && { owner }),
  };
}
