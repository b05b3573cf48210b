/** Mocha's spec reporter that also leaves a line in the file `TEST_TALLY`, figures and what failed, so that several runs can be summed. */
import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface TallyLine {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Title and first line of the error of each that failed. */
  readonly failures: readonly string[];
}

export default class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env.TEST_TALLY;
    if (file === undefined) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const line: TallyLine = {
        suite: process.env.TEST_SUITE ?? 'mocha',
        passed: passes,
        failed: failures,
        skipped: pending,
        failures: this.failures.map((test) => `${test.fullTitle()}: ${String(test.err?.message).split('\n', 1)[0]}`),
      };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    });
  }
}
