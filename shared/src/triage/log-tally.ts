/** A log that is only counted: of a mail that waits no more is kept than is counted when it ends, and no record waits for the end of the log. */
import { type EndedStory, hasStory, openStories } from '../story/open-stories.ts';
import type { LogSink } from './log-reader.ts';
import type { TriageRecord } from './record.ts';
import { type RecordTally, tallyOf } from './record-tally.ts';
import { domainOfRecord, factsOf, hourOfRecord, openTallyCounter, tallyLimit } from './tally-counter.ts';
import { countExpired, countWaiting, expiryOf, openWaiting, type Waiting, waitOn } from './waiting-mails.ts';

export interface LogTally extends LogSink {
  /** The log has ended, and what still waits is pending: the tally of what `openLogTeller` would give out; once. */
  end(): RecordTally;
}
export function openLogTally(): LogTally {
  const counter = openTallyCounter(tallyLimit);
  const stories = openStories<TriageRecord, Waiting>((waiting, record) => {
    const waits = waiting ?? openWaiting(domainOfRecord(record));
    waitOn(waits, hourOfRecord(record), factsOf(record), 1);
    return waits;
  });
  const end = ({ kept, fate }: EndedStory<Waiting>): void => countWaiting(counter, kept, fate);
  return {
    event({ record, attempt }) {
      const isWhole = attempt.expired && attempt.recipient === undefined;
      const { ended, own } = stories.add(attempt, isWhole ? undefined : record);
      for (const story of ended) end(story);
      if (record === undefined) return;
      if (isWhole) for (const { kept } of ended) countExpired(counter, kept, expiryOf(record));
      if (isWhole && ended.length > 0) return;
      counter.seen(hourOfRecord(record), record.outcome);
      // What waits is told of when it ends.
      if (own !== undefined || !hasStory(attempt))
        counter.told({ ...factsOf(record), ...(own?.fate && { fate: own.fate }) }, domainOfRecord(record), 1);
    },
    delivered(told) {
      for (const story of stories.delivered(told)) end(story);
    },
    end() {
      for (const story of stories.end()) end(story);
      return tallyOf(counter, {});
    },
  };
}
