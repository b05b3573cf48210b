/** Child processes that must not outlive this one. */
import type { ChildProcess } from 'node:child_process';

/** Ends `child` when this process ends, however it does; where the child goes first, nothing is left of it here. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): void {
  const end = (): void => void child.kill(signal);
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}
