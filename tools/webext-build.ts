/** The browser extension: one folder and one zip for each browser and for Thunderbird, from one source. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Zippable, zipSync } from 'fflate';
import { iconSizes, manifestOf, type Target, targets } from '../webext/src/manifest.ts';
import { drawIcon } from './draw-icon.ts';
import { licenceComment, packagesIn } from './licence-notes.ts';
import { parsedJson } from './parsed-json.ts';

const root = join(import.meta.dirname, '..');
const source = join(root, 'webext');
/** The answers, one file a language, as `npm run generate` makes them. */
const texts = join(root, 'shared/src/generated/texts');
/** Interfaces that a browser does not have: its store asks why they are named. */
const absent: Readonly<Record<Target, Record<string, string>>> = {
  chromium: {},
  firefox: { 'chrome.dom': 'undefined', 'chrome.sidePanel': 'undefined' },
  thunderbird: { 'chrome.dom': 'undefined', 'chrome.sidePanel': 'undefined' },
};
const engines: Readonly<Record<Target, string>> = { chromium: 'chrome120', firefox: 'firefox142', thunderbird: 'firefox142' };
const ofBrowser = { scripts: { background: 'background', content: 'content', popup: 'popup' }, pages: ['popup.html'] };
/** What is in which package: scripts by the name they get, from the source of that name; pages. */
const parts: Readonly<Record<Target, { readonly scripts: Readonly<Record<string, string>>; readonly pages: readonly string[] }>> = {
  chromium: ofBrowser,
  firefox: ofBrowser,
  thunderbird: { scripts: { background: 'thunderbird-background', 'message-display': 'message-display' }, pages: [] },
};
/** Pages with a script of their name that every package has. */
const pages = ['options', 'panel', 'triage'] as const;

/** What is made for one browser, or for Thunderbird. */
export interface BuiltWebext {
  readonly target: Target;
  /** Loads unpacked. */
  readonly folder: string;
  /** What a store is given. */
  readonly zip: string;
}

/** Make `outDir/webext/<browser>/` and `outDir/bounce-lens-<browser>.zip`. The compiled knowledge must be there (`npm run generate`). */
export async function buildWebExtensions(outDir: string): Promise<readonly BuiltWebext[]> {
  const built: BuiltWebext[] = [];
  for (const target of targets) built.push(await buildFor(target, outDir));
  return built;
}

async function buildFor(target: Target, outDir: string): Promise<BuiltWebext> {
  const folder = join(outDir, 'webext', target);
  rmSync(folder, { recursive: true, force: true });
  await bundle(target, folder);
  for (const page of [...pages.map((name) => `${name}.html`), ...parts[target].pages])
    put(folder, page, readFileSync(join(source, 'pages', page)));
  for (const language of readdirSync(join(source, '_locales'))) {
    put(folder, join('_locales', language, 'messages.json'), wordsIn(language));
  }
  for (const language of textLanguages()) put(folder, `texts/${language}.json`, readFileSync(join(texts, `${language}.json`)));
  for (const size of iconSizes) put(folder, `icons/${size}.png`, drawIcon(size));
  put(folder, 'LICENSE', readFileSync(join(root, 'LICENSE')));
  if (target === 'chromium') put(folder, 'managed-schema.json', readFileSync(join(source, 'managed-schema.json')));
  put(folder, 'manifest.json', `${JSON.stringify(manifestOf(target, version()), undefined, 2)}\n`);
  const zip = join(outDir, `bounce-lens-${target}.zip`);
  writeFileSync(zip, zipOf(folder));
  return { target, folder, zip };
}

/** The scripts, the style of our own pages, and the licences of what the scripts contain. */
async function bundle(target: Target, folder: string): Promise<void> {
  const named = { ...Object.fromEntries(pages.map((name) => [name, name])), 'triage-worker': 'triage/worker', ...parts[target].scripts };
  const scripts = Object.fromEntries(Object.entries(named).map(([name, file]) => [name, join(source, 'src', `${file}.ts`)]));
  const options = {
    bundle: true,
    alias: { 'iconv-lite': join(import.meta.dirname, 'charsets-of-the-host.ts') },
    outdir: folder,
    target: engines[target],
    charset: 'utf8',
    logLevel: 'warning',
    define: absent[target],
  } as const;
  const { metafile } = await build({
    ...options,
    metafile: true,
    entryPoints: scripts,
    format: 'iife',
    loader: { '.css': 'text' },
    plugins: [adaptersPlugin, languagesPlugin, parsedJson],
    legalComments: 'eof',
  });
  await build({ ...options, entryPoints: [join(source, 'src/styles/extension-page.css')] });
  put(
    folder,
    'THIRD-PARTY-LICENSES.txt',
    licenceComment(packagesIn(metafile))
      .replace(/^\/\*!\n/, '')
      .replace(/\*\/\n$/, ''),
  );
}

/** `bounce-lens:adapters` is every file of the folder, so that adding an adapter is adding a file; the one for any page comes last. */
export const adaptersPlugin: Plugin = {
  name: 'adapters',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^bounce-lens:adapters$/ }, ({ path }) => ({ path, namespace: 'adapters' }));
    onLoad({ filter: /.*/, namespace: 'adapters' }, () => ({ contents: adaptersModule(), resolveDir: join(source, 'src'), loader: 'ts' }));
  },
};

function adaptersModule(): string {
  const names = adapterNames();
  const imports = names.map((name, index) => `import { adapter as a${index} } from './adapters/${name}.ts';`);
  return `${imports.join('\n')}\nexport const adapters = [${names.map((_name, index) => `a${index}`).join(', ')}];\n`;
}

/** `bounce-lens:languages` is every file of texts, so that adding a language is adding a file. */
export const languagesPlugin: Plugin = {
  name: 'languages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^bounce-lens:languages$/ }, ({ path }) => ({ path, namespace: 'languages' }));
    onLoad({ filter: /.*/, namespace: 'languages' }, () => ({
      contents: `export const languages = ${JSON.stringify(textLanguages())};\n`,
    }));
  },
};

/** BCP 47 tags of the languages that answers are in. */
export function textLanguages(): readonly string[] {
  return readdirSync(texts)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** The interface's words in one language, and which language that is: the browser falls back without telling. */
function wordsIn(language: string): string {
  const words: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(source, '_locales', language, 'messages.json'), 'utf8'));
  return JSON.stringify({ ...words, languageOfWords: { message: language.replace('_', '-') } }, undefined, 2);
}

/** In the order they are asked: `any-page` recognises everything. */
export function adapterNames(): readonly string[] {
  const files = readdirSync(join(source, 'src/adapters')).filter((file) => file.endsWith('.ts') && file !== 'adapter.ts');
  const names = files.map((file) => file.slice(0, -'.ts'.length)).sort();
  return [...names.filter((name) => name !== 'any-page'), 'any-page'];
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string')
    return manifest.version;
  throw new TypeError('package.json has no version');
}

function put(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The same files make the same bytes, whenever and wherever they are packed. */
function zipOf(folder: string): Uint8Array {
  const files: Zippable = {};
  for (const path of filesOf(folder)) files[relative(folder, path).replaceAll('\\', '/')] = new Uint8Array(readFileSync(path));
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) });
}

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
