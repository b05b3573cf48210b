/** Which adapter reads a page, and what it finds there. */
import { adapters } from 'bounce-lens:adapters';
import type { Adapter } from './adapters/adapter.ts';

export interface Look {
  readonly adapter: Adapter;
  /** Did the adapter find a message? Where not, the page is read whole. */
  readonly fits: boolean;
  /** What is to be read: elements that hold messages, else the whole page. */
  readonly roots: readonly Element[];
}

/** Look at `page` as it is now. */
export function lookAt(page: Document): Look {
  const adapter = pickAdapter(page);
  const roots = shown(page, adapter.messages);
  if (roots.length > 0) return { adapter, fits: true, roots };
  return { adapter, fits: false, roots: page.body === null ? [] : [page.body] };
}

/** What its product is stays what it is: a page that was recognised is not asked again. */
const recognized = new WeakMap<Document, Adapter>();

/** The one that recognises `page`; the folder's last recognises every page. @throws RangeError when the folder has none. */
export function pickAdapter(page: Document): Adapter {
  const adapter = recognized.get(page) ?? adapters.find((one) => recognizes(one, page));
  if (adapter === undefined) throw new RangeError(`none of ${adapters.length} adapters recognises the page; any-page must`);
  if (adapter !== adapters.at(-1)) recognized.set(page, adapter);
  return adapter;
}

export function recognizes({ hosts = [], fingerprint }: Adapter, page: Document): boolean {
  const host = page.defaultView?.location.hostname ?? '';
  if (hosts.some((one) => host === one || host.endsWith(`.${one}`))) return true;
  return fingerprint !== undefined && page.querySelector(fingerprint) !== null;
}

/** What the first selector that finds something on the screen finds; an element inside another of them is read with it. */
export function shown(page: Document, selectors: readonly string[]): readonly Element[] {
  for (const selector of selectors) {
    const found = [...page.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0 || one === page.body);
    if (found.length > 0) return found.filter((one) => !found.some((other) => other !== one && other.contains(one)));
  }
  return [];
}
