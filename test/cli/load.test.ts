/** What a start of the program loads: nothing that its command does not need. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { commandLineBundle } from '../../tools/command-line-bundle.ts';
import { packagesIn } from '../../tools/licence-notes.ts';
import { bounceLens } from './the-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-load-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The files that come with one file of the bundle, itself among them. */
function loadedWith(outputs: Metafile['outputs'], path: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  for (const { kind, path: next } of outputs[path]?.imports ?? [])
    if (kind === 'import-statement' && outputs[next] !== undefined) loadedWith(outputs, next, loaded);
  return loaded;
}

describe('explaining a bounce', () => {
  it('loads its own code, and no reader of YAML or Outlook files', async function () {
    this.timeout(30_000);
    const { outputs } = (await build({ ...commandLineBundle(folder), metafile: true })).metafile;
    const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith('explain-command.ts'));
    assert.ok(entry !== undefined, 'the command is a file of its own');
    const loaded = [...loadedWith(outputs, entry)].flatMap((path) => outputs[path] ?? []);
    const packages = loaded.flatMap(packagesIn);
    for (const name of ['yaml', '@kenjiuno/msgreader']) assert.ok(!packages.includes(name), name);
    const size = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(size < 400_000, `${size} bytes of code: what of it does an answer not need?`);
    assert.ok(loaded.length <= 12, `${loaded.length} files: each costs its opening`);
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
