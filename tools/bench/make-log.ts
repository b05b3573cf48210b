/** `tsx tools/bench/make-log.ts --size 500M --seed 1 FILE`: the log that the bench reads; what it holds is printed as JSON. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { nothingStated, postfixLog, type Stated, usualShares } from './postfix-log.ts';
import { sampleReplies } from './wordings.ts';

export interface MadeLog {
  readonly path: string;
  readonly bytes: number;
  readonly seed: number;
  /** Of failures, against the usual ones. */
  readonly share?: number;
}
export async function makeLog({ path, bytes, seed, share = 1 }: MadeLog): Promise<Stated> {
  const stated = nothingStated();
  const shares = { bounced: usualShares.bounced * share, deferred: usualShares.deferred * share, rejected: usualShares.rejected * share };
  const file = createWriteStream(path);
  for (const chunk of postfixLog({ seed, bytes, wordings: sampleReplies(), shares }, stated))
    if (!file.write(chunk, 'latin1')) await once(file, 'drain');
  file.end();
  await finished(file);
  return stated;
}
/** `500M`, `1G`, `65536` */
export function bytesOf(size: string): number {
  const [found, number, unit = ''] = /^(\d{1,12})([KMG]?)$/.exec(size.toUpperCase()) ?? [];
  if (found === undefined) throw new RangeError(`a size is a number, with K, M or G behind it, not ${size}`);
  return Number(number) * { '': 1, K: 1e3, M: 1e6, G: 1e9 }[unit as '' | 'K' | 'M' | 'G'];
}

if (import.meta.filename === process.argv[1]) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { size: { type: 'string', default: '500M' }, seed: { type: 'string', default: '1' }, share: { type: 'string', default: '1' } },
  });
  const [path] = positionals;
  if (path === undefined) throw new RangeError('name the file to write');
  const stated = await makeLog({ path, bytes: bytesOf(values.size), seed: Number(values.seed), share: Number(values.share) });
  process.stdout.write(`${JSON.stringify(stated)}\n`);
}
