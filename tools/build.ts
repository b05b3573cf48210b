/**
 * `npm run build`: knowledge → generated/, then every product into dist/:
 * bounce-lens.mjs, extension/, bounce-lens.vsix, webext/{chromium,firefox}/ and a zip of each.
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

/** The command line: one file that runs with Node alone. */
async function buildCommandLine(): Promise<void> {
  const outfile = join(dist, 'bounce-lens.mjs');
  const { metafile } = await build({ ...commandLineBundle(outfile), metafile: true });
  appendFileSync(outfile, licenceComment(packagesIn(metafile)));
  chmodSync(outfile, 0o755);
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
