/** Makes the VS Code extension: `dist/extension/`, what VS Code loads, and from it `dist/bounce-lens.vsix`. */
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { drawIcon } from './draw-icon.ts';
import { fixModes } from './fixed-modes.ts';
import { licenceComment, packagesIn } from './licence-notes.ts';
import { packSchema } from './pack-schema.ts';
import { parsedJson } from './parsed-json.ts';
import { run } from './progress.mjs';

const root = join(import.meta.dirname, '..');
const source = join(root, 'extension');

const texts = join(root, 'shared/src/generated/texts');
const knowledge = join(root, 'shared/src/generated/knowledge.json');

/** What goes into the package as it stands, besides the manifest's texts in every language. */
const copied = ['language-configuration.json', 'syntaxes', 'l10n', 'README.md', 'images'] as const;

/** The reader of Outlook's messages asks for charsets of Windows, which every host of VS Code has by itself. */
const alias = { 'iconv-lite': join(import.meta.dirname, 'charsets-of-the-host.ts') };

const bundle: BuildOptions = {
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Node's loader of VS Code knows `require` alone.
  supported: { 'dynamic-import': false },
};

/** The oldest VS Code of `engines` runs on Node 20. */
const forNode = { platform: 'node', target: 'node20', alias } as const;
/** What few users need: files of their own in the Node host, which loads them when they are asked for. The web host takes one file alone. */
const loadedLater = { 'pack-file': 'shared/src/pack-file.ts', outlook: 'node_modules/@kenjiuno/msgreader/lib/index.js' } as const;
const besideIt: Plugin = {
  name: 'beside-it',
  setup(build) {
    const later = (name: keyof typeof loadedLater) => ({ path: `./${name}.js`, external: true });
    build.onResolve({ filter: /^@bounce-lens\/shared\/pack-file$/ }, () => later('pack-file'));
    build.onResolve({ filter: /^@kenjiuno\/msgreader$/ }, () => later('outlook'));
    build.onLoad({ filter: /[\\/]generated[\\/].*\.json$/ }, ({ path }) => ({
      contents: `const { readFileSync } = require('node:fs');
        const { join } = require('node:path');
        module.exports = JSON.parse(readFileSync(join(__dirname, '${relative(dirname(knowledge), path).replaceAll('\\', '/')}'), 'utf8'));`,
    }));
  },
};

/** Bundle the two entries, for Node and for the web worker host, and put the manifest and its files beside them. */
export async function buildExtension(outDir: string): Promise<void> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(join(outDir, 'images'), { recursive: true });
  for (const name of ['extension', 'triage-worker'])
    await bundleTo({
      ...forNode,
      plugins: [besideIt],
      entryPoints: [join(source, `node/${name}.ts`)],
      outfile: join(outDir, `${name}.js`),
    });
  for (const [name, file] of Object.entries(loadedLater))
    await bundleTo({ ...forNode, entryPoints: [join(root, file)], outfile: join(outDir, `${name}.js`) });
  for (const page of ['report', 'bounce']) {
    const [entry, outfile] = [join(source, `webview/${page}.ts`), join(outDir, `webview/${page}.js`)];
    await bundleTo({ entryPoints: [entry], outfile, platform: 'browser', format: 'iife', target: 'es2022' });
  }
  await bundleTo({
    entryPoints: [join(source, 'src/web.ts')],
    outfile: join(outDir, 'web.js'),
    platform: 'browser',
    target: 'es2022',
    plugins: [parsedJson],
    // The schema's interpreter takes the page's address for its base as it is loaded; a worker made of a blob has none it could read.
    define: { 'self.location': 'undefined' },
    alias,
  });
  const manifestTexts = readdirSync(source).filter((name) => /^package\.nls(?:\.[\w-]{1,16})?\.json$/.test(name));
  for (const name of [...copied, ...manifestTexts]) cpSync(join(source, name), join(outDir, name), { recursive: true });
  cpSync(texts, join(outDir, 'texts'), { recursive: true });
  cpSync(knowledge, join(outDir, 'knowledge.json'));
  mkdirSync(join(outDir, 'schemas'));
  writeFileSync(join(outDir, 'schemas', 'pack.schema.json'), JSON.stringify(packSchema(join(root, 'shared')), undefined, 2));
  writeFileSync(join(outDir, 'package.json'), JSON.stringify(manifest(), undefined, 2));
  cpSync(join(root, 'LICENSE'), join(outDir, 'LICENSE'));
  // A store page has no files of the repository to lead to.
  const changes = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').replace(/\[([^\]]{1,100})\]\((?!https:)[^)]{1,200}\)/g, '`$1`');
  writeFileSync(join(outDir, 'CHANGELOG.md'), changes);
  writeFileSync(join(outDir, 'images', 'icon.png'), drawIcon(256));
}

/** A bundle that may be passed on alone: it names the licences of what it contains. */
async function bundleTo(options: BuildOptions & { readonly outfile: string }): Promise<void> {
  const { metafile } = await build({ ...bundle, ...options, metafile: true });
  appendFileSync(options.outfile, licenceComment(packagesIn(metafile)));
}

/** The manifest offers the languages that there are texts in, each by its own name for itself. */
function manifest(): object {
  const written: { contributes: { configuration: { properties: Record<string, object> } } } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  const tags = readdirSync(texts).map((name) => name.replace(/\.json$/, ''));
  const names = tags.map((tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag);
  Object.assign(written.contributes.configuration.properties['bounceLens.language'] ?? {}, {
    enum: ['auto', ...tags],
    enumItemLabels: ['%setting.language.auto%', ...names],
  });
  return written;
}

/** Pack a built extension. */
export async function packageVsix(dir: string, file: string): Promise<void> {
  fixModes(dir);
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  await run(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file], {
    cwd: dir,
    // The same files make the same bytes, whenever and wherever they are packed: 2 January 1980, before which a zip knows no time.
    env: { SOURCE_DATE_EPOCH: '315619200', TZ: 'UTC' },
  });
}

/** Both, into `dist`. */
export async function packageExtension(dist: string): Promise<void> {
  await buildExtension(join(dist, 'extension'));
  await packageVsix(join(dist, 'extension'), join(dist, 'bounce-lens.vsix'));
}
