/** Makes the VS Code extension: `dist/extension/`, what VS Code loads, and from it `dist/bounce-lens.vsix`. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { drawIcon } from './draw-icon.ts';
import { run } from './progress.mjs';

const root = join(import.meta.dirname, '..');
const source = join(root, 'extension');

/** What goes into the package as it stands. */
const copied = ['package.json', 'package.nls.json', 'language-configuration.json', 'syntaxes', 'l10n', 'README.md'] as const;

const bundle: BuildOptions = {
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Bundle the two entries, for Node and for the web worker host, and put the manifest and its files beside them. */
export async function buildExtension(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(join(outDir, 'images'), { recursive: true });
  // The oldest VS Code of `engines` runs on Node 20.
  await build({
    ...bundle,
    entryPoints: [join(source, 'src/extension.ts')],
    outfile: join(outDir, 'extension.js'),
    platform: 'node',
    target: 'node20',
  });
  await build({
    ...bundle,
    entryPoints: [join(source, 'src/web.ts')],
    outfile: join(outDir, 'web.js'),
    platform: 'browser',
    target: 'es2022',
  });
  for (const name of copied) cpSync(join(source, name), join(outDir, name), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(outDir, 'LICENSE'));
  cpSync(join(root, 'CHANGELOG.md'), join(outDir, 'CHANGELOG.md'));
  writeFileSync(join(outDir, 'images', 'icon.png'), drawIcon(256));
}

/** Pack a built extension. */
export async function packageVsix(dir: string, file: string): Promise<void> {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  await run(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file], {
    cwd: dir,
  });
}

/** Both, into `dist`. */
export async function packageExtension(dist: string): Promise<void> {
  await buildExtension(join(dist, 'extension'));
  await packageVsix(join(dist, 'extension'), join(dist, 'bounce-lens.vsix'));
}
