/** Which parts of our code inputs have reached, by V8's own counters: an input that reaches a new part is kept and changed further. */
import { Session } from 'node:inspector';

export interface Coverage {
  /** Names of the parts that were reached since the last call. */
  take(): ReadonlySet<string>;
  /** Counting slows our code several times. */
  stop(): void;
}

/** Only code whose address says so is counted. */
export function watchCoverage(isOurs: (url: string) => boolean): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take() {
      const parts = new Set<string>();
      session.post('Profiler.takePreciseCoverage', (error, taken) => {
        if (error) throw error;
        for (const { url, scriptId, functions } of taken.result) {
          if (!isOurs(url)) continue;
          for (const { ranges } of functions)
            for (const { count, startOffset, endOffset } of ranges)
              if (count > 0) parts.add(`${scriptId}:${startOffset}-${endOffset}:${magnitude(count)}`);
        }
      });
      return parts;
    },
    stop() {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
/** Once, often, or very often: a loop that runs a thousand times is another way than one that runs once. */
function magnitude(count: number): number {
  return count < 2 ? 1 : count < 1_000 ? 2 : 3;
}
