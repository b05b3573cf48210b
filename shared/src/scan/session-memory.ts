/**
 * What is kept of each open session of a log, by its name; at most `most` at a time, so that a log of unending sessions stays bounded.
 * The one that was opened first is forgotten first.
 */
export interface SessionMemory<T> {
  /** What is kept under that name; opened where nothing is. */
  of(name: string): T;
  forget(name: string): void;
}

export function rememberSessions<T>(open: () => T, most = 1_000): SessionMemory<T> {
  const kept = new Map<string, T>();
  return {
    of(name) {
      const known = kept.get(name);
      if (known !== undefined) return known;
      const opened = open();
      kept.set(name, opened);
      if (kept.size > most) forgetOldest(kept);
      return opened;
    },
    forget: (name) => void kept.delete(name),
  };
}
function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
