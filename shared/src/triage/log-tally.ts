/** A log that is only counted: a record is let go as soon as it is known what became of its mail, and none waits for the end of the log. */
import { hasStory, openStories, type ToldFacts } from '../story/open-stories.ts';
import type { LogSink } from './log-reader.ts';
import type { TriageRecord } from './record.ts';
import type { OpenTally } from './record-tally.ts';
import { expiredAttempt } from './with-stories.ts';

export interface LogTally extends LogSink {
  /** The log has ended: what still waits is pending. */
  end(): void;
}
/** Counts into `tally` what `openLogTeller` would give out. */
export function openLogTally(tally: Pick<OpenTally, 'add'>): LogTally {
  const stories = openStories<TriageRecord>();
  const count = (told: Iterable<ToldFacts<TriageRecord>>): void => {
    for (const { of, fate } of told) tally.add(fate === undefined ? of : { ...of, fate });
  };
  return {
    event({ record, attempt }) {
      const isWhole = attempt.expired && attempt.recipient === undefined;
      const { told, expires } = stories.add(attempt, isWhole ? undefined : record);
      count(told);
      if (record === undefined) return;
      for (const { of, attempts } of expires) tally.add(expiredAttempt(record, of, attempts));
      if (isWhole ? expires.length === 0 : !hasStory(attempt)) tally.add(record);
    },
    delivered: (told) => count(stories.delivered(told)),
    end: () => count(stories.end()),
  };
}
