import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvColumns } from '../../shared/src/triage/csv.ts';
import { bounceLens, objectIn, recordsIn } from './the-program.ts';

const page = readFileSync(new URL('../../docs/record.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(?:json)?\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

describe('docs/record.md', () => {
  it('names each key of the record, in its order', () => {
    const table = page.slice(0, page.indexOf('\n## '));
    assert.deepEqual(
      [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key),
      [...csvColumns],
    );
  });

  it('shows what the program writes', async () => {
    const [line = '', json = ''] = blocks;
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-docs-'));
    try {
      const path = join(folder, 'mail.log');
      writeFileSync(path, line);
      utimesSync(path, new Date('2026-11-21T12:00:00Z'), new Date('2026-11-21T12:00:00Z'));
      const { stdout } = await bounceLens(['triage', '--format', 'ndjson', 'mail.log'], { cwd: folder });
      // The knowledge may find a better rule any day.
      const { rule: _, confidence: __, ...written } = recordsIn(stdout)[0] ?? {};
      const { rule: ___, confidence: ____, ...documented } = objectIn(json);
      assert.deepEqual(documented, written);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
