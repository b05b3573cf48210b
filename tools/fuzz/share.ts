/** What a thread of the fuzzer is given, and what it tells. */
import type { Failure } from './failures.ts';

/** A thread tells after so many inputs. */
export const batchLength = 64;

export interface Share {
  /** Of the project. */
  readonly root: string;
  readonly seed: number;
  readonly first: number;
  /** From one of its inputs to the next. */
  readonly step: number;
  readonly end: number;
  readonly guided: boolean;
  /** What is being tried, for a watcher that finds it hanging; see `Watched`. */
  readonly watched: SharedArrayBuffer;
}
export interface Report {
  /** Since the last report. */
  readonly tried: number;
  readonly failures: readonly Failure[];
  readonly kept: number;
  readonly reached: number;
}
