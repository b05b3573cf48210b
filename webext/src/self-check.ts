/** What the popup tells of a page that is annotated: which adapter reads it, whether it still fits, what was seen. */
import { documentIn } from './frames.ts';
import { limits } from './limits.ts';
import { isFrame } from './page-text.ts';
import type { ReadPage } from './read-pages.ts';

export interface SelfCheck {
  /** The product as its users call it; absent where none was recognised and the page is read whole. */
  readonly product?: string;
  /** Did its adapter find a message? Where not, the page is read whole. */
  readonly fits: boolean;
  readonly bounces: number;
  /** Addresses of large frames that belong to other sites: a message may be in one of them. */
  readonly frames: readonly string[];
}

/** `pages` as they were read last. */
export function selfCheck(outer: Window, pages: readonly ReadPage[], bounces: number): SelfCheck {
  const [known] = pages.filter(({ look }) => look.adapter.fingerprint !== ':root');
  const fits = pages.every(({ look }) => look.fits);
  const frames = framesOfOthers(outer.document);
  return { ...(known === undefined ? {} : { product: known.look.adapter.title }), fits, bounces, frames };
}

function framesOfOthers(page: Document): readonly string[] {
  const frames = [...page.querySelectorAll('iframe[src], frame[src]')].filter(isFrame);
  const large = frames.filter((frame) => documentIn(frame) === undefined && isLarge(frame.getBoundingClientRect()));
  return [...new Set(large.map(({ src }) => src).filter((src) => /^https?:/.test(src)))].slice(0, limits.offeredFrames);
}

/** Large enough to read a mail in. */
function isLarge({ width, height }: DOMRectReadOnly): boolean {
  return width >= 300 && height >= 150;
}
