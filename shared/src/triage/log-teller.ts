/** What the lines of a log tell, in their order → its records one by one, and what became of their mails as soon as it is known. */
import type { StoryEnd } from '../model.ts';
import { type EndedStory, openStories } from '../story/open-stories.ts';
import type { LogSink } from './log-reader.ts';

/** Who keeps the records of a log, or hands them on. `R` is what stands for a record, `P` by what one that was added is found again. */
export interface RecordKeep<R, P> {
  /** The next record: their numbers rise from 0. What is answered waits in memory for the end of its story, so it should be small. */
  add(record: R, index: number, offset: number): P;
  /** What the story of a record told when it ended. */
  tell(index: number, facts: StoryEnd): void;
  /** `expiredAttempt`, of an attempt that was added. */
  expired(expiry: R, attempt: P, attempts: number | undefined): R;
}
/** What readers tell, in the order of the log, → records, and what became of their mails. */
export interface LogTeller<R> extends LogSink<R> {
  /** The log has ended: what still waits is pending. */
  end(): void;
}
/** Attempts that wait. */
interface Waiting<P> {
  /** Of their records. */
  readonly indexes: number[];
  last: P;
}
export function openLogTeller<R, P>(keep: RecordKeep<R, P>): LogTeller<R> {
  const stories = openStories((waiting: Waiting<P> | undefined, { index, place }: { readonly index: number; readonly place: P }) => {
    if (waiting === undefined) return { indexes: [index], last: place };
    waiting.indexes.push(index);
    waiting.last = place;
    return waiting;
  });
  let count = 0;
  const give = (record: R, offset: number) => {
    const index = count++;
    return { index, place: keep.add(record, index, offset) };
  };
  const tell = ({ kept, ...facts }: EndedStory<Waiting<P>>): void => {
    for (const index of kept.indexes) keep.tell(index, facts);
  };
  return {
    event({ record, attempt, offset }) {
      // A queue id that expires as a whole is told of each recipient that was waiting, in its place.
      const isWhole = attempt.expired && attempt.recipient === undefined;
      const given = record !== undefined && !isWhole ? give(record, offset) : undefined;
      const { ended, own } = stories.add(attempt, given);
      for (const story of ended) tell(story);
      if (given !== undefined && own !== undefined) keep.tell(given.index, own);
      if (!isWhole || record === undefined) return;
      if (ended.length === 0) give(record, offset);
      for (const { kept, attempts } of ended) give(keep.expired(record, kept.last, attempts), offset);
    },
    delivered(told) {
      for (const story of stories.delivered(told)) tell(story);
    },
    end() {
      for (const story of stories.end()) tell(story);
    },
  };
}
