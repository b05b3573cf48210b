/** How often a page is read again: work is paid out of an allowance that grows with time, so that a busy page never notices. Pure. */

export interface Pace {
  /** Work of `cost` milliseconds was done at `now`. */
  spend(cost: number, now: number): void;
  /** Milliseconds from `now` to the next time that work may be done. */
  wait(now: number): number;
  /** Does the reader wait for something at `now`? */
  isAttended(now: number): boolean;
  /** The reader did something: what it brings is read whatever was spent before. */
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
  /** For so many milliseconds after it a page is read as soon as it settled: what was asked for may come late, and in parts. */
  readonly attended: number;
}

/** While the reader waits, rest so many times as long as the work took: it takes a fifth of that moment at most. */
const rest = 4;

export function createPace({ share, purse, settle, eager, attended }: Allowance): Pace {
  const state = { spent: 0, at: 0, last: Number.NEGATIVE_INFINITY, cost: 0, eager: 0, until: Number.NEGATIVE_INFINITY };
  const spentAt = (now: number) => Math.max(0, state.spent - (now - state.at) * share);
  return {
    spend: (cost, now) => {
      // Whoever clicked does not pay for it later: the purse is empty then, and no debt is left.
      const most = now < state.until ? purse : Number.POSITIVE_INFINITY;
      state.spent = Math.min(Math.max(spentAt(now), most), spentAt(now) + cost);
      state.at = now;
      state.last = now;
      state.cost = cost;
      state.eager = Math.max(0, state.eager - 1);
    },
    wait: (now) => {
      if (state.eager > 0) return 0;
      const settled = state.last + settle - now;
      if (now < state.until) return Math.max(0, settled, state.last + rest * state.cost - now);
      return Math.max(0, settled, (spentAt(now) - purse) / share);
    },
    isAttended: (now) => now < state.until,
    allow: (now) => {
      state.spent = Math.min(spentAt(now), purse / 2);
      state.at = now;
      state.eager = eager;
      state.until = now + attended;
    },
  };
}
