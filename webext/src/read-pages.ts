/** The texts of a page: one for each root its adapter names, in the document and in every frame of the same origin. */
import { documentIn, documentsOf } from './frames.ts';
import { limits } from './limits.ts';
import { type PageText, readPageText } from './page-text.ts';
import { pickAdapter } from './pick-adapter.ts';

export interface ReadPage {
  readonly page: Document;
  readonly texts: readonly PageText[];
}

/** Read every document that `outer` may touch, `length` UTF-16 units of each root. */
export function readPages(outer: Window, length: number): readonly ReadPage[] {
  const pages = [...documentsOf(outer)];
  const read: ReadPage[] = [];
  for (const page of pages) {
    const texts = pickAdapter(page)
      .roots(page)
      .map((root) => readPageText(root, { length }));
    read.push({ page, texts });
    const found = texts.flatMap((text) => text.frames.map(documentIn)).filter((one) => one !== undefined);
    pages.push(...found.filter((one) => !pages.includes(one)).slice(0, limits.frames - pages.length));
  }
  return read;
}
