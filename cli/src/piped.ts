/** What is piped in to be explained: text, a mail, a packed one, an Outlook message. */
import { gather, isCompoundFile, mailOfOutlook, wholeLength } from '@bounce-lens/shared/containers';
import { unpacked } from './containers/gzip.ts';

export interface Piped {
  readonly bytes: Uint8Array;
  /** What of it could not be read, in words. */
  readonly faults: readonly string[];
}

export async function readPiped(stdin: AsyncIterable<Uint8Array>): Promise<Piped> {
  const faults: string[] = [];
  const { bytes, ended } = await gather(
    unpacked(stdin, (fault) => faults.push(fault)),
    wholeLength,
  );
  if (!ended) faults.push(`longer than ${wholeLength >> 20} MiB: only its beginning was read`);
  if (!isCompoundFile(bytes)) return { bytes, faults };
  const mail = await mailOfOutlook(bytes);
  return mail === undefined ? { bytes: new Uint8Array(), faults: [...faults, unreadableOutlook] } : { bytes: mail, faults };
}
export const unreadableOutlook = 'an Office file, but no Outlook message that can be read';
