/**
 * The script in a page. It waits for the menu; on sites the user enabled it annotates. One of it in each frame: the outermost
 * frame of an origin annotates for all of that origin.
 */
import { type Annotating, annotate } from './annotate.ts';
import { browser } from './browser.ts';
import { createCard } from './card.ts';
import { outermost } from './frames.ts';
import { ask, listen } from './messages.ts';
import { createReplyBoxes } from './reply-box.ts';
import type { SelfCheck } from './self-check.ts';
import { showAnswer } from './show-answer.ts';
import { showAttached } from './show-attached.ts';
import { createSummaries } from './summaries.ts';

declare global {
  /** The script of this extension that lives in this frame, seen only by scripts of this extension. */
  var bounceLens: Resident | undefined;
}
interface Resident {
  /** False once the extension was updated or removed: nobody answers any more. */
  isAlive(): boolean;
  leave(): void;
  /** Where it annotates: what it saw. */
  check(): SelfCheck | undefined;
}

function settleIn(): void {
  if (globalThis.bounceLens?.isAlive()) return;
  globalThis.bounceLens?.leave();
  const end = new AbortController();
  const check = live(end);
  globalThis.bounceLens = { isAlive: () => !end.signal.aborted && isConnected(), leave: () => end.abort(), check };
}

/** After an update the old script still runs in open pages, without a background to ask. */
function isConnected(): boolean {
  return browser.runtime?.id !== undefined;
}

function live(end: AbortController): () => SelfCheck | undefined {
  const { signal } = end;
  const boxes = createReplyBoxes(outermost(window), signal);
  boxes.follow(document);
  const card = createCard(outermost(window), boxes, signal);
  const annotating: { end?: AbortController; now?: Annotating } = {};
  const stop = () => {
    annotating.end?.abort();
    delete annotating.end;
    delete annotating.now;
  };
  const follow = async () => {
    const may = outermost(window) === window && (await ask('may-annotate', {}));
    if (!may || annotating.end !== undefined) return may ? undefined : stop();
    annotating.end = new AbortController();
    const until = AbortSignal.any([signal, annotating.end.signal]);
    annotating.now = annotate(window, { card, boxes, summaries: createSummaries(window, card, until) }, until);
  };
  listen(
    {
      'show-answer': async ({ selection }) => {
        await showAnswer(window, selection, card);
        return true;
      },
      'show-linked': async ({ address }) => {
        await showAttached({ address, anchor: { x: window.innerWidth, y: 0, width: 0, height: 0 } }, card, signal);
        return true;
      },
      'access-changed': async () => {
        await follow();
        return true;
      },
    },
    signal,
  );
  for (const kind of ['pointermove', 'keydown', 'focus'] as const) {
    window.addEventListener(kind, () => isConnected() || end.abort(), { capture: true, passive: true, signal });
  }
  follow().catch(() => end.abort());
  return () => annotating.now?.check();
}

settleIn();
