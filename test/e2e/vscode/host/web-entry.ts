/** VS Code calls `run` in its web worker extension host; mocha's browser build puts `mocha` on the global object. */
import 'mocha/mocha.js';
import { report } from './report.ts';

export function run(): Promise<void> {
  return report(async (ended) => {
    mocha.setup({ ui: 'bdd', reporter: Mocha.reporters.Base });
    await import('./suite.ts');
    await import('./see.ts');
    await import('./long.ts');
    await import('./follow.ts');
    await import('./customise.ts');
    await import('./ours.ts');
    return mocha.run(ended);
  });
}
