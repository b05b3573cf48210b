/**
 * How the command line is bundled: `bounce-lens.cjs`, which needs Node alone, and the folder `bounce-lens/` beside it: what each command
 * needs besides, and the data. A start reads what its command needs, and nothing else. All of it is CommonJS, whose loader begins some
 * milliseconds sooner; what a command needs is one file, for each file costs its opening.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');
const program = join(root, 'cli/src/main.ts');
/** Files of the folder, each loaded by itself; code that two of them need stands in both. */
const parts: ReadonlyMap<string, string> = new Map([
  [join(root, 'cli/src/explain-command.ts'), 'explain'],
  [join(root, 'cli/src/log-commands.ts'), 'logs'],
  [join(root, 'cli/src/worker.ts'), 'worker'],
  [join(root, 'shared/src/decode/mail-reader.ts'), 'mails'],
  [join(root, 'cli/src/knowledge.ts'), 'knowledge'],
  [join(root, 'cli/src/help.ts'), 'help'],
  [join(root, 'cli/src/piped.ts'), 'piped'],
  [join(root, 'shared/src/pack-file.ts'), 'pack-file'],
  [createRequire(import.meta.url).resolve('@kenjiuno/msgreader'), 'outlook'],
]);

/** Of a part that others call in the midst of their work, but seldom: the functions that load it when they are called first. */
const late: ReadonlyMap<string, readonly string[]> = new Map([['mails', ['readMail', 'readMails']]]);

/** What one part imports of another is no part of its own bundle. */
const partsApart: Plugin = {
  name: 'parts-apart',
  setup(build) {
    build.onResolve({ filter: /^[^/]/ }, async ({ path, namespace, pluginData, kind, importer, resolveDir }) => {
      if (namespace === 'late') return { path, external: true };
      if (kind === 'entry-point' || pluginData === asked) return undefined;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: asked });
      const part = parts.get(found.path);
      if (part === undefined) return found;
      // Under its name: where the sources lie does not show in what is built.
      if (late.has(part)) return { path: part, namespace: 'late' };
      return { path: `./${importer === program ? 'bounce-lens/' : ''}${part}.cjs`, external: true };
    });
    build.onLoad({ filter: /^/, namespace: 'late' }, ({ path }) => ({
      // Asked for once: Node looks for a module each time, though it has it.
      contents: [
        'let part;',
        ...(late.get(path) ?? []).map(
          (name) => `export const ${name} = (...given) => (part ??= require('./${path}.cjs')).${name}(...given);`,
        ),
      ].join('\n'),
    }));
  },
};
const asked = Symbol('asked by ourselves');

/** Data as files of their own, read and parsed when they are asked for: literals in the code would be looked through at every start. */
const jsonFiles: Plugin = {
  name: 'json-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]generated[\\/].*\.json$/ }, ({ path, with: attributes }) => {
      const { contents, encoding } = jsonFile(path);
      if (attributes['as'] === 'file') return { contents, loader: 'file' };
      return {
        contents: `import path from './${basename(path)}' with { as: 'file' };
          export default JSON.parse(require('node:fs').readFileSync(__dirname + '/' + path, '${encoding}'));`,
        loader: 'js',
        resolveDir: dirname(path),
      };
    });
  },
};
/** Where it can be had without much more room, in ASCII, which is read in half of the time. */
function jsonFile(path: string): { readonly contents: string; readonly encoding: 'latin1' | 'utf8' } {
  const json = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
  const ascii = json.replace(/[^\0-~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return ascii.length < 1.2 * json.length ? { contents: ascii, encoding: 'latin1' } : { contents: json, encoding: 'utf8' };
}

/** The program and its folder, empty, in `folder`. */
export function commandLineBundle(folder: string): BuildOptions {
  rmSync(join(folder, 'bounce-lens'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    entryPoints: {
      'bounce-lens': program,
      ...Object.fromEntries([...parts].map(([path, name]) => [`bounce-lens/${name}`, path])),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    assetNames: 'bounce-lens/[name]-[hash]',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // `import()` of a part is a `require` of it: without the loader of ES modules.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': '__dirname' },
    // The reader of Outlook's messages asks for charsets of Windows, which Node has by itself.
    alias: { 'iconv-lite': join(import.meta.dirname, 'charsets-of-the-host.ts') },
    plugins: [partsApart, jsonFiles],
    // Half as much to read at every start; names stay, for reports of faults.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
}
