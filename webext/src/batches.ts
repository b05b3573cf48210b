/** Long work on a page, done a little at a time: between two pieces the page does what it has to. */

export interface Batches {
  /** May the work go on in this batch? */
  more(): boolean;
  /** Resolves when the next batch may begin. */
  rest(): Promise<void>;
  /** Milliseconds that the work took till now, without the rests. */
  spent(): number;
}

/** @param length milliseconds of one batch; the first begins now. `wait` resolves when the page has time. */
export function createBatches(length: number, wait: () => Promise<void>): Batches {
  const state = { began: performance.now(), spent: 0 };
  return {
    more: () => performance.now() - state.began < length,
    rest: async () => {
      state.spent += performance.now() - state.began;
      await wait();
      state.began = performance.now();
    },
    spent: () => state.spent + performance.now() - state.began,
  };
}

/** Resolves when `view` has nothing else to do, after `most` milliseconds at the latest. */
export function idle(view: Window & typeof globalThis, most: number): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in view) view.requestIdleCallback(() => resolve(), { timeout: most });
    else setTimeout(resolve);
  });
}

/** Resolves when `view` has done what was waiting already: somebody waits for the work. */
export function breath(view: Window): Promise<void> {
  return new Promise((resolve) => view.setTimeout(resolve));
}
