/** A bounce drawn in the page. */
import type { Mark, Verdict } from '@bounce-lens/shared';
import { inOutermost } from './frames.ts';
import type { Box } from './place.ts';

export interface Drawn {
  readonly verdict: Verdict;
  readonly outcome: Mark['outcome'];
  /** The text it was read in. */
  readonly source: string;
  /** The words that are marked: `550 5.1.1`. */
  readonly words: string;
  /** One for each tree that the words run through. */
  readonly ranges: readonly Range[];
}

/** The first box that the words take up on the screen, in their own viewport. */
export function firstBox(drawn: Pick<Drawn, 'ranges'>): DOMRectReadOnly | undefined {
  return drawn.ranges.flatMap((range) => [...range.getClientRects()]).find((rect) => rect.width > 0 && rect.height > 0);
}

/** The same in the outermost viewport. */
export function placeOf(drawn: Drawn): Box | undefined {
  const box = firstBox(drawn);
  const view = drawn.ranges[0]?.startContainer.ownerDocument?.defaultView ?? null;
  return box === undefined ? undefined : inOutermost(box, view);
}
