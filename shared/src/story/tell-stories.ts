/** Many events of one log → what became of each message for each recipient. */
import { type Fate, firstEvidence, type Outcome, recipientIn, type StoryFacts, type Verdict } from '../model.ts';

/** As much of an event as a story needs; small, so that a host can keep one for every line of a big log. */
export interface Attempt {
  readonly queueId?: string;
  /** Lower case. */
  readonly recipient?: string;
  readonly outcome: Outcome;
  /** The queue gave up; no further attempt was made. */
  readonly expired: boolean;
}
/** Written fact by fact, as records are: there is one for each failure of a big log. */
export function attemptOf({ finding }: Verdict): Attempt {
  const { evidence } = finding.event;
  const queueId = firstEvidence(evidence, 'queue-id')?.value;
  const recipient = recipientIn(evidence)?.toLowerCase();
  const attempt: { -readonly [K in keyof Attempt]: Attempt[K] } = {
    outcome: finding.outcome,
    expired: firstEvidence(evidence, 'action')?.value === 'expired',
  };
  if (queueId !== undefined) attempt.queueId = queueId;
  if (recipient !== undefined) attempt.recipient = recipient;
  return attempt;
}

/** Indexes of the attempts of one story that has not ended. */
type OpenStories = Map<string, Map<string, number[]>>;

/**
 * The facts of each attempt's story, in the order given, which is that of the log. Linear in the number of attempts. A queue id
 * that comes again after its mail was delivered or returned belongs to another mail: servers reuse them.
 */
export function tellStories(attempts: readonly Attempt[]): readonly StoryFacts[] {
  const told: StoryFacts[] = attempts.map(() => ({}));
  const open: OpenStories = new Map();
  const end = (story: readonly number[], fate: Fate | undefined): void => {
    for (const [index, facts] of factsOf(attempts, story, fate)) told[index] = facts;
  };
  for (const [index, attempt] of attempts.entries()) {
    const ended = endedBy(attempt, index, open);
    for (const [story, fate] of ended) end(story, fate);
    if (attempt.recipient === undefined && ended.length > 0)
      told[index] = { fate: 'expired', expires: ended.flatMap(([story]) => story.at(-1) ?? []) };
  }
  for (const stories of open.values()) for (const story of stories.values()) end(story, 'pending');
  return told;
}

type Ended = readonly [story: readonly number[], fate: Fate | undefined];

/** Write an attempt into its story; the stories that end with it. */
function endedBy(attempt: Attempt, index: number, open: OpenStories): readonly Ended[] {
  const { queueId, recipient, outcome, expired } = attempt;
  if (queueId === undefined || outcome === 'delayed-notice') return [];
  if (recipient === undefined) return expired ? expireAll(queueId, open) : [];
  const stories = open.get(queueId) ?? new Map<string, number[]>();
  const story = stories.get(recipient) ?? [];
  story.push(index);
  open.set(queueId, stories.set(recipient, story));
  if (outcome === 'deferral') return [];
  stories.delete(recipient);
  if (stories.size === 0) open.delete(queueId);
  return [[story, fateOf(attempt)]];
}
/** `status=expired, returned to sender` names the queue id and no recipient: all of them. */
function expireAll(queueId: string, open: OpenStories): readonly Ended[] {
  const stories = [...(open.get(queueId)?.values() ?? [])];
  open.delete(queueId);
  return stories.map((story) => [story, 'expired']);
}
function fateOf({ outcome, expired }: Attempt): Fate | undefined {
  if (expired) return 'expired';
  return outcome === 'delivered' ? 'delivered-later' : undefined;
}

function* factsOf(
  attempts: readonly Attempt[],
  story: readonly number[],
  fate: Fate | undefined,
): Generator<readonly [number, StoryFacts]> {
  const count = story.filter((index) => attempts[index]?.expired === false).length;
  for (const index of story) {
    const attempt = attempts[index];
    const hasFate = fate !== undefined && (attempt?.outcome === 'deferral' || attempt?.expired === true);
    yield [index, { ...(count > 0 && { attempts: count }), ...(hasFate && { fate }) }];
  }
}
