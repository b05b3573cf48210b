/** What a start of the program loads: nothing that its command does not need. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandLineBundle } from '../../tools/command-line-bundle.ts';
import { packagesIn } from '../../tools/licence-notes.ts';
import { bounceLens } from './the-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-load-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('explaining a bounce', () => {
  it('loads its own code, and no reader of YAML or Outlook files', async function () {
    this.timeout(30_000);
    const { outputs } = (await build({ ...commandLineBundle(folder), metafile: true })).metafile;
    const [entry, program] = ['explain-command.ts', 'main.ts'].map((name) =>
      Object.values(outputs).find(({ entryPoint }) => entryPoint?.endsWith(`cli/src/${name}`)),
    );
    assert.ok(entry && program, 'the command is a file of its own');
    assert.deepEqual(packagesIn(entry), []);
    const size = entry.bytes + program.bytes;
    assert.ok(size < 280_000, `${size} bytes of code: what of it does an answer not need?`);
    for (const name of ['triage/part-tally.ts', 'follow-message.ts', 'packs/compile-pack.ts', 'decode/charset.ts'])
      assert.ok(!Object.keys(entry.inputs).some((path) => path.endsWith(name)), name);
  });

  it('loads neither streams nor sockets, threads nor packers of Node', async () => {
    const preload = join(folder, 'tell.cjs');
    writeFileSync(preload, "process.on('exit', () => require('fs').writeSync(2, process.moduleLoadList.join('\\n')));");
    const { stderr, stdout } = await bounceLens(['explain', '550 5.1.1 User unknown'], { preload });
    assert.match(stdout, /550 5\.1\.1/);
    const loaded = stderr.split('\n').map((name) => name.replace(/^NativeModule /, ''));
    assert.ok(loaded.includes('fs'), 'what was told is a list of modules');
    const unwanted = ['net', 'stream', 'zlib', 'worker_threads', 'readline', 'fs/promises'].filter((name) => loaded.includes(name));
    assert.deepEqual(unwanted, []);
  });
});
