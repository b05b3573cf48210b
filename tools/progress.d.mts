export interface RunOptions {
  /** Show the program's output instead of keeping it for the error. */
  readonly show?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}
/** `4.2 s`, `1 min 12 s`; `since` is a Date.now(). */
export function elapsed(since: number): string;
export function step<T>(title: string, work: () => T | Promise<T>): Promise<T>;
export function run(command: string, args: readonly string[], options?: RunOptions): Promise<string>;
export function endChildrenOnSignal(cleanUp?: () => Promise<void>): void;
