/**
 * Reading again when the page changed. Only messages are watched for changed words; the rest of the page for messages that come and go.
 * The first change is enough: until it is read nothing is watched, so a page that changes a thousand times a second costs what a quiet one does.
 */
import { limits } from './limits.ts';
import { createPace, type Pace } from './pace.ts';

/** What is read, and what was found in it. */
export interface Watched {
  /** Every document that was read or looked at: its clicks and keys are heard. */
  readonly pages: readonly Document[];
  /** Documents that messages may appear in or vanish from. */
  readonly looked: readonly Document[];
  /** What holds the words that were read: elements, shadow roots, whole documents. */
  readonly roots: readonly Node[];
}
export interface Pass {
  /** Did words of a root change, or may a root only have come or gone? */
  readonly read: boolean;
  /** To be called when all is read: what to watch from now on. */
  follow(watched: Watched): void;
}
interface State {
  due: 'nothing' | 'look' | 'read';
  timer: number;
  running: boolean;
}

/** Call `work` soon, and again after changes, until `signal`. It answers how many milliseconds of the page's own time it took. */
export function watch(outer: Window & typeof globalThis, work: (pass: Pass) => Promise<number>, signal: AbortSignal): void {
  const state: State = { due: 'nothing', timer: 0, running: false };
  const pace = createPace(limits.pace);
  const observers = createObservers(outer, (due) => mark(due));
  const hear = createListener(() => mark('read'), pace, outer, signal);
  const run = async () => {
    if (signal.aborted || outer.document.hidden || state.running) return;
    const read = state.due === 'read';
    state.due = 'nothing';
    state.running = true;
    const follow = (watched: Watched) => {
      observers.watch(watched);
      for (const page of watched.pages) hear(page);
    };
    const cost = await work({ read, follow }).catch(() => 0);
    pace.spend(cost, performance.now());
    state.running = false;
    if (state.due !== 'nothing') schedule();
  };
  const schedule = () => {
    outer.clearTimeout(state.timer);
    state.timer = outer.setTimeout(() => whenIdle(outer, () => void run()), Math.max(limits.soon, pace.wait(performance.now())));
  };
  const mark = (due: 'look' | 'read') => {
    if (signal.aborted || state.due === 'read' || state.due === due) return;
    state.due = due;
    observers.rest(due);
    if (!state.running) schedule();
  };
  signal.addEventListener('abort', () => observers.rest('read'));
  const again = () => {
    state.due = 'nothing';
    mark('read');
  };
  outer.document.addEventListener('visibilitychange', again, { signal });
  outer.addEventListener('pageshow', again, { signal });
  mark('read');
}

interface Observers {
  watch(watched: Watched): void;
  /** Watch no more for what is due anyway. */
  rest(due: 'look' | 'read'): void;
}

function createObservers(outer: Window & typeof globalThis, mark: (due: 'look' | 'read') => void): Observers {
  const looking = new outer.MutationObserver(() => mark('look'));
  const reading = new outer.MutationObserver(() => mark('read'));
  return {
    watch: ({ looked, roots }) => {
      looking.disconnect();
      reading.disconnect();
      for (const root of roots) reading.observe(root, { childList: true, characterData: true, subtree: true });
      for (const page of looked) looking.observe(page, { childList: true, subtree: true });
    },
    rest: (due) => {
      looking.disconnect();
      if (due === 'read') reading.disconnect();
    },
  };
}

/**
 * A click or key counts as a change: pages show what they held hidden by changing a class, which is not watched. Typing does not.
 */
function createListener(mark: () => void, pace: Pace, outer: Window, signal: AbortSignal): (page: Document) => void {
  const heard = new WeakSet<Document>();
  const onEvent = ({ type, target }: Event) => {
    if (type === 'keyup' && isWrittenIn(target)) return;
    if (type === 'click') pace.allow(outer.performance.now());
    mark();
  };
  return (page) => {
    if (heard.has(page)) return;
    heard.add(page);
    for (const kind of ['load', 'click', 'keyup', 'toggle']) page.addEventListener(kind, onEvent, { capture: true, passive: true, signal });
  };
}

function isWrittenIn(target: EventTarget | null): boolean {
  return (
    target !== null &&
    'closest' in target &&
    typeof target.closest === 'function' &&
    target.closest('input, textarea, [contenteditable]') !== null
  );
}

function whenIdle(outer: Window, work: () => void): void {
  if ('requestIdleCallback' in outer) outer.requestIdleCallback(work, { timeout: limits.idle });
  else work();
}
