/** The knowledge and texts in a bundle as text that is parsed when it is asked for: several times faster than literals, which are code. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

export const parsedJson: Plugin = {
  name: 'parsed-json',
  setup(build) {
    build.onLoad({ filter: /[\\/]generated[\\/].*\.json$/ }, ({ path }) => {
      const json = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(json)});`, loader: 'js' };
    });
  },
};
