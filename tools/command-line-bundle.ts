/**
 * How the command line is bundled: `bounce-lens.mjs`, which needs Node alone, and the folder `bounce-lens/` beside it: what each command
 * needs besides, and the data. A start reads what its command needs, and nothing else.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** Data as files of their own, read and parsed when they are asked for: literals in the code would be looked through at every start. */
const jsonFiles: Plugin = {
  name: 'json-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]generated[\\/].*\.json$/ }, ({ path, with: attributes }) => {
      const { contents, encoding } = jsonFile(path);
      if (attributes['as'] === 'file') return { contents, loader: 'file' };
      return {
        contents: `import path from './${basename(path)}' with { as: 'file' };
          const { readFileSync } = process.getBuiltinModule('node:fs');
          export default JSON.parse(readFileSync(new URL(path, import.meta.url), '${encoding}'));`,
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

/** Node's own modules as `require` gives them. An `import` of one has all its parts loaded at once: with `fs`, streams and promises. */
const nodeModules: Plugin = {
  name: 'node-modules',
  setup(build) {
    build.onLoad({ filter: /[\\/]cli[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^import \{ ([^}]{1,500}) \} from ('node:[\w/]{1,40}');$/gm,
        (_, names: string, module: string) => `const { ${destructured(names)} } = process.getBuiltinModule(${module});`,
      ),
      loader: 'ts',
    }));
    // What packages ask for by `require`, which a module has not.
    build.onResolve({ filter: /^(?:process|buffer)$/ }, ({ path }) => ({ path, namespace: 'node' }));
    build.onLoad({ filter: /^/, namespace: 'node' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
    }));
  },
};
function destructured(names: string): string {
  const values = names.split(', ').filter((name) => !name.startsWith('type '));
  return values.map((name) => name.replace(' as ', ': ')).join(', ');
}
const source = join(import.meta.dirname, '../cli/src');
/** The program and its folder, empty, in `folder`. */
export function commandLineBundle(folder: string): BuildOptions {
  rmSync(join(folder, 'bounce-lens'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    entryPoints: { 'bounce-lens': join(source, 'main.ts'), 'bounce-lens/worker': join(source, 'worker.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'bounce-lens/[name]-[hash]',
    assetNames: 'bounce-lens/[name]-[hash]',
    splitting: true,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // The reader of Outlook's messages asks for charsets of Windows, which Node has by itself.
    alias: { 'iconv-lite': join(import.meta.dirname, 'charsets-of-the-host.ts') },
    plugins: [jsonFiles, nodeModules],
    // Half as much to read at every start; names stay, for reports of faults.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
}
