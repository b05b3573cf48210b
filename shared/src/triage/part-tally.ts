/** One part of a log that was cut at line ends → its tally, which others can be merged with: see `tally-parts.ts`. */
import { attemptTold, type LogEvent, type LogSink } from './log-reader.ts';
import { nameHash } from './name-hash.ts';
import type { TriageRecord } from './record.ts';
import { type RecordTally, tallyOf } from './record-tally.ts';
import { domainOfRecord, factsOf, hourOfRecord, openTallyCounter, type TallyCounter, tallyLimit } from './tally-counter.ts';
import { type End, endNames, fateOfEnd, type PartEnds, type PartPlace, type QueueEnd } from './tally-parts.ts';
import { type Expiry, expiryOf, openWaitingMails, type WaitingMails } from './waiting-mails.ts';

/** So many mails that ended are carried; beyond it, those with the smallest hashes. And so many queue ids that expired, the first of them. */
const endLimit = 200_000;

export interface PartTally extends LogSink {
  addFault(): void;
  /** The part has ended. */
  result(): RecordTally;
}
export function openPartTally({ log, number }: PartPlace): PartTally {
  const counter = openTallyCounter(tallyLimit);
  const mails = openWaitingMails(counter);
  // Nothing waits before the first part.
  const ends = number > 1 ? openEnds() : undefined;
  const teller = { counter, mails, ends };
  let faults = 0;
  return {
    event: (event) => tell(teller, event),
    delivered: (told) => endMail(teller, attemptTold(told), 'delivered'),
    addFault() {
      faults++;
    },
    result() {
      const complete = [mails.prune(), ends?.keepTo(endLimit) ?? true].every((one) => one);
      const part = { log, first: number, last: number, open: mails.list(), ...(ends && { ends: ends.list() }) };
      return tallyOf(counter, { faults, complete, parts: [part] });
    },
  };
}

interface Teller {
  readonly counter: TallyCounter;
  readonly mails: WaitingMails;
  readonly ends: Ends | undefined;
}
function tell(teller: Teller, { record, attempt }: LogEvent): void {
  const { queueId, recipient, outcome, expired } = attempt;
  if (queueId === undefined || outcome === 'delayed-notice' || (recipient === undefined && !expired))
    return count(teller, record, undefined);
  if (recipient === undefined) return record && expire(teller, queueId, expiryOf(record));
  if (outcome === 'deferral') return record && defer(teller, { queueId, recipient }, record);
  endMail(teller, { queueId, recipient }, endOf(attempt));
  count(teller, record, expired ? 'expired' : undefined);
}
function endOf({ outcome, expired }: LogEvent['attempt']): End {
  if (expired) return 'expired';
  return outcome === 'delivered' ? 'delivered' : 'refused';
}
function count({ counter }: Teller, record: TriageRecord | undefined, fate: 'expired' | undefined): void {
  if (record === undefined) return;
  counter.seen(hourOfRecord(record), record.outcome);
  counter.told({ ...factsOf(record), ...(fate && { fate }) }, domainOfRecord(record), 1);
}

interface Mail {
  readonly queueId: string;
  readonly recipient: string;
}
function namesOf({ queueId, recipient }: Mail): { readonly queue: string; readonly mail: string } {
  return { queue: nameHash(queueId), mail: nameHash(`${queueId} ${recipient}`) };
}
function defer({ counter, mails }: Teller, named: Mail, record: TriageRecord): void {
  const [domain, hour] = [domainOfRecord(record), hourOfRecord(record)];
  counter.seen(hour, record.outcome);
  mails.deferred({ ...namesOf(named), ...(domain && { domain }), ...(hour && { hour }), attempts: [{ ...factsOf(record), count: 1 }] });
}
function endMail({ mails, ends }: Teller, named: Mail, end: End): void {
  const { queue, mail } = namesOf(named);
  mails.ended(queue, mail, fateOfEnd[end]);
  ends?.mail(queue, mail, end);
}
function expire({ counter, mails, ends }: Teller, queueId: string, expiry: Expiry): void {
  const queue = nameHash(queueId);
  const waited = mails.expired(queue, expiry);
  // They have their records here, though they may have waited before this part, too.
  for (const mail of waited) ends?.mail(queue, mail, 'expired');
  const isAlone = waited.length === 0;
  // Of the first such line in this part, only those before know whether somebody waited for it.
  if (ends?.queue({ ...expiry, queue, alone: isAlone }) || !isAlone) return;
  counter.seen(expiry.hour, expiry.facts.outcome ?? '');
  counter.told(expiry.facts, undefined, 1);
}

/** The first end of each mail, which is the one that those who waited before this part came to. */
interface Ends {
  mail(queue: string, mail: string, end: End): void;
  /** False where the queue id expired in this part before, or so many did that it is not carried. */
  queue(end: QueueEnd): boolean;
  keepTo(most: number): boolean;
  list(): PartEnds;
}
function openEnds(): Ends {
  const mails = new Map<string, End>();
  const queues = new Map<string, QueueEnd>();
  let complete = true;
  const keepTo = (most: number): boolean => {
    if (mails.size <= most) return complete;
    for (const name of [...mails.keys()].sort().slice(most)) mails.delete(name);
    complete = false;
    return complete;
  };
  return {
    mail(queue, mail, end) {
      const name = `${queue} ${mail}`;
      if (mails.has(name) || queues.has(queue)) return;
      mails.set(name, end);
      if (mails.size > 2 * endLimit) keepTo(endLimit);
    },
    queue(end) {
      if (queues.size >= endLimit) complete = false;
      if (queues.has(end.queue) || queues.size >= endLimit) return false;
      queues.set(end.queue, end);
      return true;
    },
    keepTo,
    list() {
      const sorted = [...mails].sort(([a], [b]) => (a < b ? -1 : 1));
      const [delivered = [], refused = [], expired = []] = endNames.map((end) =>
        sorted.filter(([, one]) => one === end).map(([name]) => name),
      );
      return { delivered, refused, expired, queues: [...queues.values()].sort((a, b) => (a.queue < b.queue ? -1 : 1)) };
    },
  };
}
