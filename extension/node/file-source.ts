/** The bytes of a file on the disk. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ByteSource } from '../src/triage/job.ts';

export function fileSource(path: string): ByteSource {
  return {
    async stat() {
      try {
        const { size, mtimeMs } = await stat(path);
        return { size, modified: mtimeMs };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async *read(from) {
      const stream = createReadStream(path, { start: from, highWaterMark: 1 << 20 });
      for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
    },
  };
}
