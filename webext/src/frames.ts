/** Frames of the same origin, with or without an address: one page to its reader. */
import { limits } from './limits.ts';
import { isFrame } from './page-text.ts';

/** The outermost window whose document `view` may touch: there the card has room, and there one script sees every frame. */
export function outermost(view: Window): Window {
  return view.frameElement === null || view.parent === view ? view : outermost(view.parent);
}

/** The documents of `view` and of all its frames that may be touched; not of those inside shadow roots, which reading the text finds. */
export function documentsOf(view: Window): readonly Document[] {
  const pages: Document[] = [view.document];
  for (const page of pages) {
    if (pages.length < limits.frames)
      pages.push(
        ...framesOf(page)
          .map(documentIn)
          .filter((one) => one !== undefined),
      );
  }
  return pages;
}

/** The document inside a frame, where it may be touched. */
export function documentIn(frame: HTMLIFrameElement): Document | undefined {
  try {
    return frame.contentDocument ?? undefined;
  } catch {
    return undefined;
  }
}

/** Those that can be seen. */
function framesOf(page: Document): readonly HTMLIFrameElement[] {
  return [...page.querySelectorAll('iframe, frame')].filter(isFrame).filter((frame) => frame.getClientRects().length > 0);
}

/** `rect` of a frame's viewport in the viewport of the outermost window. */
export function inOutermost(rect: DOMRectReadOnly, view: Window | null): DOMRectReadOnly {
  const frame = view?.frameElement;
  if (frame === null || frame === undefined) return rect;
  const box = frame.getBoundingClientRect();
  const moved = new DOMRect(rect.x + box.x + frame.clientLeft, rect.y + box.y + frame.clientTop, rect.width, rect.height);
  return inOutermost(moved, frame.ownerDocument.defaultView);
}
