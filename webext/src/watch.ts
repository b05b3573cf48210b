/** Reading again when the page changed: in idle moments, never twice at a time, never more than a share of the page's time. */
import { limits } from './limits.ts';

export interface Watch {
  /** Watch another document or shadow root too; the same one twice is once. */
  observe(root: Document | ShadowRoot): void;
}
interface State {
  dirty: boolean;
  running: boolean;
  rest: number;
}

/**
 * Call `pass` soon, and again after changes. `pass` answers how many milliseconds of the page's own time it took.
 * A click or key counts as a change: pages show what they held hidden by changing a class, which is not watched.
 */
export function watch(outer: Window & typeof globalThis, pass: (watch: Watch) => Promise<number>, signal: AbortSignal): Watch {
  const state: State = { dirty: false, running: false, rest: 0 };
  const observed = new WeakSet<Node>();
  const run = async () => {
    if (signal.aborted || outer.document.hidden) return;
    state.dirty = false;
    state.running = true;
    const cost = await pass(watching).catch(() => 0);
    state.running = false;
    state.rest = Math.max(limits.settle, cost * limits.share);
    if (state.dirty) schedule();
  };
  const schedule = () => outer.setTimeout(() => whenIdle(outer, () => void run()), state.rest);
  const mark = () => {
    if (state.dirty || signal.aborted) return;
    state.dirty = true;
    if (!state.running) schedule();
  };
  const observer = new outer.MutationObserver(mark);
  signal.addEventListener('abort', () => observer.disconnect());
  outer.document.addEventListener(
    'visibilitychange',
    () => {
      state.dirty = false;
      mark();
    },
    { signal },
  );
  const watching: Watch = {
    observe: (root) => {
      if (observed.has(root)) return;
      observed.add(root);
      observer.observe(root, { childList: true, characterData: true, subtree: true });
      for (const kind of ['load', 'click', 'keyup', 'toggle']) root.addEventListener(kind, mark, { capture: true, passive: true, signal });
    },
  };
  mark();
  return watching;
}

function whenIdle(outer: Window, work: () => void): void {
  if ('requestIdleCallback' in outer) outer.requestIdleCallback(work, { timeout: 1_000 });
  else work();
}
