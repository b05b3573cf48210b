/** VS Code calls `run` in its web worker extension host; mocha's browser build puts `mocha` on the global object. */
import 'mocha/mocha.js';
import { report } from './report.ts';

export function run(): Promise<void> {
  return report(async (ended) => {
    mocha.setup({ ui: 'bdd', reporter: Mocha.reporters.Base });
    await import('./all.ts');
    return mocha.run(ended);
  });
}
