/** How the command line is bundled: one file that runs with Node alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';

/** Data packed, and unpacked when it is asked for: megabytes of literals would be looked through at every start, in every language. */
const packedJson: Plugin = {
  name: 'packed-json',
  setup(build) {
    build.onLoad({ filter: /[\\/]generated[\\/].*\.json$|[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/].*\.json$/ }, ({ path }) => ({
      contents: (path.includes('node_modules') ? required : imported)(
        packed(Buffer.from(JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))))),
      ),
      loader: 'js',
    }));
  },
};

function packed(data: Buffer): string {
  return brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).toString('base64');
}
function imported(base64: string): string {
  return `import { brotliDecompressSync } from 'node:zlib';\nexport default ${parsed(base64)};`;
}
function required(base64: string): string {
  return `const { brotliDecompressSync } = require('node:zlib');\nmodule.exports = ${parsed(base64)};`;
}
function parsed(base64: string): string {
  return `JSON.parse(brotliDecompressSync(Buffer.from('${base64}', 'base64')))`;
}

export function commandLineBundle(outfile: string): BuildOptions {
  return {
    entryPoints: [join(import.meta.dirname, '../cli/src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // The reader of Outlook's files is CommonJS and asks for Node's own modules by `require`.
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
    },
    plugins: [packedJson],
    // Half as much to read at every start; names stay, for reports of faults.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
}
