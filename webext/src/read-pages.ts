/** The texts of a page: one for each message its adapter finds, in the document and in every frame of the same origin. */
import type { Batches } from './batches.ts';
import { documentIn } from './frames.ts';
import { limits } from './limits.ts';
import { openPageReader, type PageReader, type PageText } from './page-text.ts';
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
/** Called before words are read: from then on their changes must be seen. */
export type Guard = (watched: { readonly looked?: Document; readonly root?: Node }) => void;
export interface PagesReading {
  /** UTF-16 units of each root that are read. */
  readonly length: number;
  /** Elements of each root that are looked at. */
  readonly elements: number;
  /** How it is read a little at a time. */
  readonly batches: Batches;
  readonly guard?: Guard;
}

/** Read every document that `outer` may touch and that shows a message, or may: frames are found where messages are. */
export async function readPages(outer: Window, reading: PagesReading): Promise<readonly ReadPage[]> {
  const pages = [outer.document];
  const read: ReadPage[] = [];
  for (const page of pages) {
    const look = lookAt(page);
    const texts = await readRoots(page, look, reading);
    read.push({ page, look, texts });
    const found = texts.flatMap(({ text }) => text.frames.filter(isShown).map(documentIn)).filter((one) => one !== undefined);
    pages.push(...found.filter((one) => !pages.includes(one)).slice(0, limits.frames - pages.length));
  }
  return read;
}

async function readRoots(page: Document, { roots }: Look, { guard, batches, ...reading }: PagesReading): Promise<readonly ReadRoot[]> {
  const whole = roots.some((root) => root === page.body);
  if (!whole) guard?.({ looked: page });
  const texts: ReadRoot[] = [];
  for (const root of roots) {
    guard?.({ root: whole ? page : root });
    const met = (shadow: ShadowRoot) => guard?.({ root: shadow });
    texts.push({ root, text: await readInBatches(openPageReader(root, { ...reading, met }), batches) });
  }
  return texts;
}

/** A text that may be long, read while the page goes on. */
export async function readInBatches(reader: PageReader, { more, rest }: Batches): Promise<PageText> {
  while (!reader.read(more)) await rest();
  return reader.text();
}

function isShown(frame: HTMLIFrameElement): boolean {
  return frame.getClientRects().length > 0;
}
