/** The texts of a page: one for each message its adapter finds, in the document and in every frame of the same origin. */
import { documentIn } from './frames.ts';
import { limits } from './limits.ts';
import { type PageText, readPageText } from './page-text.ts';
import { type Look, lookAt } from './pick-adapter.ts';

export interface ReadRoot {
  readonly root: Element;
  readonly text: PageText;
}
export interface ReadPage {
  readonly page: Document;
  readonly look: Look;
  readonly texts: readonly ReadRoot[];
}
export interface PagesReading {
  /** UTF-16 units of each root that are read. */
  readonly length: number;
  /** Elements of each root that are looked at. */
  readonly elements: number;
}

/** Read every document that `outer` may touch and that shows a message, or may: frames are found where messages are. */
export function readPages(outer: Window, reading: PagesReading): readonly ReadPage[] {
  const pages = [outer.document];
  const read: ReadPage[] = [];
  for (const page of pages) {
    const look = lookAt(page);
    const texts = look.roots.map((root) => ({ root, text: readPageText(root, reading) }));
    read.push({ page, look, texts });
    const found = texts.flatMap(({ text }) => text.frames.filter(isShown).map(documentIn)).filter((one) => one !== undefined);
    pages.push(...found.filter((one) => !pages.includes(one)).slice(0, limits.frames - pages.length));
  }
  return read;
}

function isShown(frame: HTMLIFrameElement): boolean {
  return frame.getClientRects().length > 0;
}
