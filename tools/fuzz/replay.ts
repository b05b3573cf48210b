/** Inputs that once broke a law, tried again. */

import { createLens } from '../../shared/src/index.ts';
import { knowledge, lens, texts } from '../../test/knowledge.ts';
import { failureOf } from './failures.ts';
import type { FuzzInput } from './inputs.ts';
import { tryInput } from './try-input.ts';

/** The exit status: 1 where one still fails. */
export async function replay(inputs: readonly FuzzInput[]): Promise<0 | 1> {
  let failed = 0;
  for (const input of inputs) {
    try {
      await tryInput({ lens, younger: createLens({ knowledge, texts }), knowledge, texts }, input, 'everything');
      console.log(`✓ ${input.kind}: ${JSON.stringify(input.text).slice(0, 200)}`);
    } catch (error) {
      failed += 1;
      console.error(`✗ ${input.kind}: ${JSON.stringify(input.text).slice(0, 2_000)}\n${failureOf(input, error).message}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
