/** How the command line is bundled: one file that runs with Node alone. */
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

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
    legalComments: 'none',
    logLevel: 'warning',
  };
}
