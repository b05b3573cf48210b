/** How a dialect reads, for hosts that read a log line by line as it is edited. */
import type { Dialect } from './dialects/dialect.ts';
import { dialects } from './generated/dialects.ts';

/** `session`: its lines are told in full only with those above them. Undefined where there is no such dialect. */
export function dialectReads(id: string): Dialect['reads'] | undefined {
  return dialects.find((known) => known.id === id)?.dialect.reads;
}
