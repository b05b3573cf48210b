/** Which adapter reads a page. */
import { adapters } from 'bounce-lens:adapters';
import type { Adapter } from './adapters/adapter.ts';

/** The one that recognises `page`; the folder's last recognises every page. @throws RangeError when the folder has none. */
export function pickAdapter(page: Document): Adapter {
  const adapter = adapters.find((one) => one.recognizes(page));
  if (adapter === undefined) throw new RangeError(`none of ${adapters.length} adapters recognises the page; any-page must`);
  return adapter;
}
