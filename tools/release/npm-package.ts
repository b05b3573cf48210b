/** The npm package `bounce-lens`: the command line, and the core with its types. Nothing is installed with it. */
import { appendFileSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { fixModes } from '../fixed-modes.ts';
import { licenceComment, packagesIn } from '../licence-notes.ts';
import { run } from '../progress.mjs';

const root = join(import.meta.dirname, '..', '..');
const generated = join(root, 'shared/src/generated');

/** Ways in, with the file of each below `shared/src`. */
const doors = { '.': 'index', './pack-file': 'pack-file' } as const;

/** Fill `folder` with the package; `dist` holds what `npm run build` made. */
export async function makeNpmPackage(folder: string, dist: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'texts'), { recursive: true });
  await bundleCore(folder);
  await writeTypes(folder);
  writeKnowledge(folder);
  // The program, and the folder of what its commands need.
  for (const name of ['bounce-lens.cjs', 'bounce-lens']) cpSync(join(dist, name), join(folder, name), { recursive: true });
  copyFileSync(join(root, 'docs/api.md'), join(folder, 'README.md'));
  copyFileSync(join(root, 'docs/record.md'), join(folder, 'record.md'));
  for (const name of ['LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES.txt']) copyFileSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

async function bundleCore(folder: string): Promise<void> {
  const entryPoints = Object.values(doors).map((name) => join(root, `shared/src/${name}.ts`));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  const note = licenceComment(packagesIn(metafile));
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) appendFileSync(join(folder, name), note);
}

/** The compiler's declarations; they name files of ours with the ending of their sources, which a reader of types need not know. */
async function writeTypes(folder: string): Promise<void> {
  const types = join(folder, 'types');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  await run(
    process.execPath,
    [
      tsc,
      '-p',
      'shared',
      '--outDir',
      types,
      '--composite',
      'false',
      '--incremental',
      'false',
      '--declarationMap',
      'false',
      '--declaration',
    ],
    { cwd: root },
  );
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    if (!path.endsWith('.d.ts')) rmSync(path);
    else writeFileSync(path, readFileSync(path, 'utf8').replace(/(from |import\()(['"])(\.{1,2}\/[^'"\n]{1,200})\.ts\2/g, '$1$2$3.js$2'));
  }
}

/** Knowledge and English as a module, for JSON has no closed words; every language as JSON. */
function writeKnowledge(folder: string): void {
  const json = (path: string): string => readFileSync(join(generated, path), 'utf8').trim();
  writeFileSync(
    join(folder, 'knowledge.js'),
    `export const knowledge = ${json('knowledge.json')};\nexport const english = ${json('texts/en.json')};\n`,
  );
  writeFileSync(
    join(folder, 'knowledge.d.ts'),
    "import type { Knowledge, Texts } from './types/src/knowledge.js';\n\n/** Every reason and rule. */\nexport declare const knowledge: Knowledge;\n/** The answers in English; other languages are `bounce-lens/texts/<tag>.json`. */\nexport declare const english: Texts;\n",
  );
  cpSync(join(generated, 'texts'), join(folder, 'texts'), { recursive: true });
}

function manifest(): object {
  const { version, description, license, engines }: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const exports = Object.fromEntries(
    Object.entries(doors).map(([door, name]) => [door, { types: `./types/src/${name}.d.ts`, default: `./${name}.js` }]),
  );
  return {
    name: 'bounce-lens',
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { 'bounce-lens': 'bounce-lens.cjs' },
    exports: {
      ...exports,
      './knowledge': { types: './knowledge.d.ts', default: './knowledge.js' },
      './texts/*.json': './texts/*.json',
      './package.json': './package.json',
    },
    sideEffects: false,
    keywords: ['bounce', 'dsn', 'ndr', 'smtp', 'postfix', 'exim', 'email', 'deliverability', 'postmaster'],
  };
}

/** Pack it; the tarball's path. */
export async function packNpmPackage(folder: string, into: string): Promise<string> {
  fixModes(folder, ['bounce-lens.cjs']);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const told = await run(npm, ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', into], { cwd: folder });
  const [packed]: readonly { readonly filename?: string }[] = JSON.parse(told.slice(told.indexOf('[')));
  if (packed?.filename === undefined) throw new Error(`npm pack told of no file: ${told}`);
  return join(into, packed.filename);
}
