/** Records of one log and what became of their mails → the records that are given out. */
import type { StoryFacts } from '../model.ts';
import type { TriageRecord } from './record.ts';

/**
 * One record for each recipient: `status=expired, returned to sender` names none, so it becomes a record for each recipient that was
 * still waiting, with the reason its last attempt gave. `undefined` stands for a record that was not kept.
 */
export function* withStories(records: readonly (TriageRecord | undefined)[], stories: readonly StoryFacts[]): Generator<TriageRecord> {
  for (const [index, record] of records.entries()) {
    if (record === undefined) continue;
    const { expires = [], ...story } = stories[index] ?? {};
    const ended = expires.filter((last) => records[last] !== undefined);
    if (ended.length === 0) yield { ...record, ...story };
    for (const last of ended) yield expiredAttempt(record, records[last] ?? record, stories[last]?.attempts);
  }
}

/**
 * The expiry, told of one recipient: time and outcome are its own; all else, but for what it cannot explain, is of the last attempt, and so
 * is the place where that has a code: a place is where the code stands.
 */
export function expiredAttempt(expiry: TriageRecord, attempt: TriageRecord, attempts: number | undefined): TriageRecord {
  const { reason, sisimaiReason, owner, rule, confidence, ...own } = expiry;
  const isKnown = attempt.reason !== 'unknown';
  const isCoded = attempt.enhancedStatus !== undefined || attempt.replyCode !== undefined;
  return {
    ...attempt,
    ...own,
    ...(isCoded && placeOf(attempt)),
    ...(attempts !== undefined && { attempts }),
    fate: 'expired',
    ...(!isKnown && { reason, sisimaiReason, rule, confidence }),
    // `nobody: wait` was true while it was tried.
    ...((!isKnown || attempt.owner === 'nobody') && owner !== undefined && { owner }),
  };
}
function placeOf({ line, column }: TriageRecord): Pick<TriageRecord, 'line' | 'column'> {
  return { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}
