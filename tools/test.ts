/**
 * `npm test` runs everything that needs no root; `tsx tools/test.ts SUITE…` runs some of it.
 * A suite that finds no test, or skips one, has failed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elapsed, endChildrenOnSignal, run, step } from './progress.mjs';
import { failuresOf, readTally, sumTally } from './tally.ts';

const root = join(import.meta.dirname, '..');

interface Suite {
  readonly title: string;
  /** Mocha's own arguments; without specs those of .mocharc.json are run. */
  readonly mocha: readonly string[];
  /** Does it look at dist/? */
  readonly built: boolean;
}
const suites: Readonly<Record<string, Suite>> = {
  unit: { title: 'units, laws, rules, samples', mocha: [], built: false },
  vscode: { title: 'real VS Code', mocha: endToEnd('test/e2e/vscode/**/*.test.ts'), built: true },
  browser: { title: 'real Chromium, Firefox and Thunderbird', mocha: endToEnd('test/e2e/browser/**/*.test.ts'), built: true },
  release: { title: 'what is published', mocha: endToEnd('test/release/**/*.test.ts'), built: true },
  servers: { title: 'real mail servers', mocha: endToEnd('test/servers/**/*.test.ts'), built: true },
};
/** What `npm test` runs; `servers` needs root and is `npm run test:servers`. */
const everyday: readonly string[] = ['unit', 'vscode', 'browser', 'release'];

function endToEnd(spec: string): readonly string[] {
  return ['--no-config', '--import=tsx', '--timeout=120000', spec];
}

async function runSuite(name: string, suite: Suite, tally: string): Promise<boolean> {
  const args = [
    'node_modules/mocha/bin/mocha.js',
    ...suite.mocha,
    '--reporter=./tools/mocha-reporter.ts',
    '--fail-zero',
    '--forbid-only',
    '--forbid-pending',
  ];
  try {
    await step(`test ${name}: ${suite.title}`, () =>
      run(process.execPath, args, { show: true, cwd: root, env: { TEST_TALLY: tally, TEST_SUITE: name } }),
    );
    return true;
  } catch {
    return false;
  }
}

/** The checks that need no test runner belong to the whole of `npm test`. Their names where they failed. */
async function checkSources(): Promise<readonly string[]> {
  const types = await attempt(() => tool('checking types', 'node_modules/typescript/bin/tsc', ['-b']));
  const lint = await attempt(() => tool('checking style', 'node_modules/@biomejs/biome/bin/biome', ['check', '.']));
  return [...(types ? [] : ['types']), ...(lint ? [] : ['style'])];
}

function tool(title: string, script: string, args: readonly string[]): Promise<string> {
  return step(title, () => run(process.execPath, [script, ...args], { show: true, cwd: root }));
}

/** One attempt that reports instead of throwing, so that the rest still runs. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

async function prepare(names: readonly string[]): Promise<void> {
  const built = names.some((name) => suites[name]?.built);
  const script = built ? 'tools/build.ts' : 'tools/generate.ts';
  await run(process.execPath, ['--import', 'tsx', script], { show: true, cwd: root });
}

async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter((name) => suites[name] === undefined);
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`);
  const names = asked.length > 0 ? asked : everyday;
  const scratch = mkdtempSync(join(tmpdir(), 'bounce-lens-test-'));
  try {
    return await runAll(names, asked.length === 0, process.env.TEST_TALLY ?? join(scratch, 'tally.ndjson'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runAll(names: readonly string[], whole: boolean, tally: string): Promise<number> {
  const began = Date.now();
  const earlier = readTally(tally).length;
  if (!(await attempt(() => prepare(names)))) return 1;
  const failed = whole ? [...(await checkSources())] : [];
  for (const name of names) {
    const suite = suites[name];
    if (suite !== undefined && !(await runSuite(name, suite, tally))) failed.push(name);
  }
  report(readTally(tally).slice(earlier), failed, began);
  return failed.length === 0 ? 0 : 1;
}

function report(lines: ReturnType<typeof readTally>, failed: readonly string[], began: number): void {
  console.log('');
  for (const line of lines) console.log(`${line.suite.padEnd(8)} ${sumTally([line])}`);
  console.log(`${'all'.padEnd(8)} ${sumTally(lines)} in ${elapsed(began)}`);
  for (const failure of failuresOf(lines)) console.error(failure);
  if (failed.length > 0) console.error(`FAILED: ${failed.join(', ')}`);
}

endChildrenOnSignal();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
