/**
 * Reading again when the page changed. Only messages are watched for changed words; the rest of the page for messages that come and go.
 * The first change is enough: until it is read nothing is watched, so a page that changes a thousand times a second costs what a quiet one does.
 */
import { idle } from './batches.ts';
import { limits } from './limits.ts';
import { createPace } from './pace.ts';
import type { Guard } from './read-pages.ts';

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
  /** To be called before words are read, which takes a while: what changes meanwhile is read again. */
  readonly guard: Guard;
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
  const run = async () => {
    if (signal.aborted || outer.document.hidden || state.running || state.due === 'nothing') return;
    const read = state.due === 'read';
    state.due = 'nothing';
    state.running = true;
    if (read) observers.rest('read');
    const guard: Guard = (node) => observers.add(node, state.due);
    const follow = (watched: Watched) => {
      observers.watch(watched, state.due);
      for (const page of watched.pages) hear(page);
    };
    const cost = await work({ read, guard, follow }).catch(() => 0);
    pace.spend(cost, performance.now());
    state.running = false;
    if (state.due !== 'nothing') schedule();
  };
  const schedule = () => {
    outer.clearTimeout(state.timer);
    const now = performance.now();
    const patience = pace.isAttended(now) ? limits.idleAttended : limits.idle;
    state.timer = outer.setTimeout(() => void idle(outer, patience).then(run), Math.max(limits.soon, pace.wait(now)));
  };
  const mark = (due: 'look' | 'read') => {
    if (signal.aborted || state.due === 'read' || state.due === due) return;
    state.due = due;
    observers.rest(due);
    if (!state.running) schedule();
  };
  const attend = () => {
    pace.allow(performance.now());
    // A time that was set before the reader did something may be far away.
    if (state.due !== 'nothing' && !state.running) schedule();
    mark('read');
  };
  const hear = createListener({ changed: () => mark('read'), attend }, signal);
  signal.addEventListener('abort', () => observers.rest('read'));
  const again = () => {
    state.due = 'nothing';
    mark('read');
  };
  outer.document.addEventListener('visibilitychange', again, { signal });
  outer.addEventListener('pageshow', again, { signal });
  mark('read');
}

type Due = State['due'];
/** What is due anyway is not watched for. */
interface Observers {
  watch(watched: Watched, due: Due): void;
  add(watched: Parameters<Guard>[0], due: Due): void;
  rest(due: Due): void;
}

function createObservers(outer: Window & typeof globalThis, mark: (due: 'look' | 'read') => void): Observers {
  const looking = new outer.MutationObserver(() => mark('look'));
  const reading = new outer.MutationObserver(() => mark('read'));
  const add: Observers['add'] = ({ looked, root }, due) => {
    if (root !== undefined && due !== 'read') reading.observe(root, { childList: true, characterData: true, subtree: true });
    if (looked !== undefined && due === 'nothing') looking.observe(looked, { childList: true, subtree: true });
  };
  return {
    add,
    watch: ({ looked, roots }, due) => {
      looking.disconnect();
      reading.disconnect();
      for (const root of roots) add({ root }, due);
      for (const page of looked) add({ looked: page }, due);
    },
    rest: (due) => {
      looking.disconnect();
      if (due === 'read') reading.disconnect();
    },
  };
}

interface Heard {
  /** Something came that is not watched otherwise. */
  readonly changed: () => void;
  /** The reader did something, and looks at what comes of it. */
  readonly attend: () => void;
}

/**
 * A click or key counts as a change: pages show what they held hidden by changing a class, which is not watched. Typing does not.
 */
function createListener({ changed, attend }: Heard, signal: AbortSignal): (page: Document) => void {
  const heard = new WeakSet<Document>();
  const onEvent = ({ type, target, isTrusted }: Event) => {
    if (type === 'keyup' && isWrittenIn(target)) return;
    if (type !== 'load' && type !== 'toggle' && isTrusted) return attend();
    changed();
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
