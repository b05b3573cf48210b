/** Inputs that once broke a law, as `npm run fuzz` wrote them down: test/found/<what>.json. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLens } from '../shared/src/index.ts';
import { readFailure } from '../tools/fuzz/failures.ts';
import { tryInput } from '../tools/fuzz/try-input.ts';
import { knowledge, lens, texts } from './knowledge.ts';

const folder = fileURLToPath(new URL('found', import.meta.url));

describe('what fuzzing found', () => {
  for (const name of readdirSync(folder)) {
    it(name.replace('.json', ''), function () {
      // A guard against hanging, not a measure.
      this.timeout(60_000);
      return tryInput(
        { lens, younger: createLens({ knowledge, texts }), knowledge, texts },
        readFailure(`${folder}/${name}`),
        'everything',
      );
    });
  }
});
