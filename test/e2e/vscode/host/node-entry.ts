/** VS Code calls `run` in its Node extension host. */
import Mocha from 'mocha';
import { report } from './report.ts';

export function run(): Promise<void> {
  return report(async (ended) => {
    const mocha = new Mocha({ ui: 'bdd', reporter: Mocha.reporters.Base });
    // Puts `describe` and `it` where a suite looks for them.
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    await import('./all.ts');
    return mocha.run(ended);
  });
}
