/** How often a page is read again: work is paid out of an allowance that grows with time, so that a busy page never notices. Pure. */

export interface Pace {
  /** Work of `cost` milliseconds was done at `now`. */
  spend(cost: number, now: number): void;
  /** Milliseconds from `now` to the next time that work may be done. */
  wait(now: number): number;
  /** The reader did something: whatever was spent, there is enough for one more time. */
  allow(now: number): void;
}
export interface Allowance {
  /** Part of the time that may be spent. */
  readonly share: number;
  /** Milliseconds that are saved up at most: a quiet page is answered at once. */
  readonly purse: number;
  /** Milliseconds between two times, at least. */
  readonly settle: number;
  /** So many times after the reader did something need no settling: what was asked for comes a moment later. */
  readonly eager: number;
}

export function createPace({ share, purse, settle, eager }: Allowance): Pace {
  const state = { spent: 0, at: 0, last: Number.NEGATIVE_INFINITY, eager: 0 };
  const spentAt = (now: number) => Math.max(0, state.spent - (now - state.at) * share);
  return {
    spend: (cost, now) => {
      state.spent = spentAt(now) + cost;
      state.at = now;
      state.last = now;
      state.eager = Math.max(0, state.eager - 1);
    },
    wait: (now) => Math.max(0, state.eager > 0 ? 0 : state.last + settle - now, (spentAt(now) - purse) / share),
    allow: (now) => {
      state.spent = Math.min(spentAt(now), purse / 2);
      state.at = now;
      state.eager = eager;
    },
  };
}
