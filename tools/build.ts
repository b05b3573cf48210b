/**
 * `npm run build`: knowledge → generated/, then every product into dist/:
 * bounce-lens.cjs with its folder bounce-lens/, extension/, bounce-lens.vsix, webext/{chromium,firefox}/ and a zip of each.
 */
import { appendFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandLineBundle } from './command-line-bundle.ts';
import { licenceComment, packagesIn } from './licence-notes.ts';
import { endChildrenOnSignal, run, step } from './progress.mjs';
import { packageExtension } from './vscode-package.ts';
import { buildWebExtensions } from './webext-build.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** The command line: what runs with Node alone. Each file names the licences of what it contains. */
async function buildCommandLine(): Promise<void> {
  const { metafile } = await build({ ...commandLineBundle(dist), absWorkingDir: root, metafile: true });
  for (const [path, { inputs }] of Object.entries(metafile.outputs))
    if (path.endsWith('.cjs')) appendFileSync(join(root, path), licenceComment(packagesIn({ inputs })));
  chmodSync(join(dist, 'bounce-lens.cjs'), 0o755);
}

/** Build everything into dist/. */
export async function buildAll(): Promise<void> {
  mkdirSync(dist, { recursive: true });
  await step('compiling knowledge', () => run(process.execPath, ['--import', 'tsx', 'tools/generate.ts'], { cwd: root }));
  await step('building the command line', buildCommandLine);
  await step('building and packing the VS Code extension', () => packageExtension(dist));
  await step('building the browser extensions', () => buildWebExtensions(dist));
}

if (import.meta.filename === process.argv[1]) {
  endChildrenOnSignal();
  await buildAll();
}
