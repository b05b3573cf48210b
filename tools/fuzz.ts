/**
 * `npm run fuzz -- [--seconds N | --inputs N] [--seed S] [--jobs N] [--guided]` tries inputs that nobody wrote; see fuzz/inputs.ts for how they
 * are made and fuzz/laws.ts for what must hold. The nth input of a seed is the same on any machine, unless `--guided`: then inputs that
 * reached new code are changed further. `npm run fuzz -- --replay FILE…` tries again what was written down.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { type Failure, failureOf, readFailure, writeFailure } from './fuzz/failures.ts';
import { kinds } from './fuzz/inputs.ts';
import { replay } from './fuzz/replay.ts';
import { batchLength, type Report, type Share } from './fuzz/share.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'fuzz');
/** The thread in one file: coverage counts it, and it starts at once. */
const bundledWorker = join(folder, 'worker.mjs');
/** An input that is tried for so long hangs. In seconds. */
const patience = 60;

interface Plan {
  readonly seed: number;
  readonly inputs: number;
  /** When to end though inputs are left. */
  readonly deadline: number;
  readonly jobs: number;
  readonly guided: boolean;
}
interface Count {
  tried: number;
  hangs: number;
  kept: number;
  reached: number;
  readonly failures: Map<string, Failure>;
}

function planFrom(args: readonly string[]): Plan | readonly string[] {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      inputs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
      guided: { type: 'boolean', default: false },
      replay: { type: 'boolean', default: false },
    },
  });
  if (values.replay) return positionals;
  const numbers = { seed: Number(values.seed), jobs: Number(values.jobs), inputs: Number(values.inputs ?? Number.MAX_SAFE_INTEGER) };
  const seconds = Number(values.seconds ?? (values.inputs === undefined ? 60 : Number.MAX_SAFE_INTEGER));
  const wrong = [...Object.values(numbers), seconds].find((number) => !(number > 0));
  if (wrong !== undefined) throw new RangeError('--seconds, --inputs, --seed and --jobs take a number above 0');
  return { ...numbers, guided: values.guided, deadline: Date.now() + seconds * 1_000 };
}

/** One thread with its share of the inputs, watched; a hanging one is ended, and a new one goes on behind the input that it hung on. */
function runShare(plan: Plan, first: number, count: Count): Promise<void> {
  const watched = new SharedArrayBuffer(8 + 2 * 20_000);
  const share: Share = { root, seed: plan.seed, first, step: plan.jobs, end: plan.inputs, guided: plan.guided, watched };
  const worker = new Worker(bundledWorker, { workerData: share });
  let tried = 0;
  return new Promise((resolve, reject) => {
    let ended = false;
    const goOn = (message: string): void => {
      count.hangs += 1;
      note(count, stuckInput(watched, message));
      resolve(runShare(plan, first + (tried + batchLength) * plan.jobs, count));
    };
    const watcher = watch(watched, () => {
      ended = true;
      void worker.terminate().then(() => goOn(`hangs: more than ${patience} s`));
    });
    worker.on('message', (report: Report) => {
      tried += report.tried;
      add(count, report);
      if (Date.now() < plan.deadline) return;
      ended = true;
      void worker.terminate().then(() => resolve());
    });
    worker.on('error', reject).on('exit', () => {
      clearInterval(watcher);
      // A thread with inputs left ends where it waits for what never comes.
      if (ended) return;
      if (first + tried * plan.jobs < plan.inputs) goOn('never settles');
      else resolve();
    });
  });
}
function watch(watched: SharedArrayBuffer, hangs: () => void): NodeJS.Timeout {
  const ticks = new Int32Array(watched, 0, 1);
  let [last, since] = [-1, Date.now()];
  const timer = setInterval(() => {
    const now = Atomics.load(ticks, 0);
    if (now !== last || now === 0) [last, since] = [now, Date.now()];
    else if (Date.now() - since > patience * 1_000) {
      clearInterval(timer);
      hangs();
    }
  }, 1_000);
  return timer;
}
function stuckInput(watched: SharedArrayBuffer, message: string): Failure {
  const length = new Int32Array(watched, 0, 2)[1] ?? 0;
  const said = Buffer.from(watched, 8, length).toString('utf16le');
  const kind = kinds.find((one) => said.startsWith(`${one}\n`)) ?? 'text';
  return failureOf({ kind, text: said.slice(kind.length + 1) }, new Error(message));
}

function add(count: Count, { tried, failures, kept, reached }: Report): void {
  count.tried += tried;
  count.kept = Math.max(count.kept, kept);
  count.reached = Math.max(count.reached, reached);
  for (const failure of failures) note(count, failure);
}
function note(count: Count, failure: Failure): void {
  if (count.failures.has(failure.key)) return;
  count.failures.set(failure.key, failure);
  const path = writeFailure(join(folder, 'failures'), failure);
  console.error(
    `\n✗ ${failure.message.split('\n').slice(0, 4).join('\n  ')}\n  ${failure.input.kind}: ${JSON.stringify(failure.input.text).slice(0, 400)}\n  npm run fuzz -- --replay ${path}`,
  );
}

function bundleWorker(): Promise<unknown> {
  return build({
    entryPoints: [join(root, 'tools/fuzz/worker.ts')],
    outfile: bundledWorker,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: 'inline',
    external: ['yaml', 'ajv', '@cfworker/*', '@kenjiuno/*'],
    logLevel: 'warning',
  });
}

async function fuzz(plan: Plan): Promise<number> {
  await bundleWorker();
  const count: Count = { tried: 0, hangs: 0, kept: 0, reached: 0, failures: new Map() };
  const began = Date.now();
  const tell = (): string => {
    const seconds = (Date.now() - began) / 1_000;
    const guided = plan.guided ? `, ${count.reached} parts reached, ${count.kept} inputs kept` : '';
    return `${count.tried} inputs of seed ${plan.seed} in ${Math.round(seconds)} s (${Math.round(count.tried / seconds)}/s)${guided}: ${count.failures.size - count.hangs} failures, ${count.hangs} hangs`;
  };
  const teller = setInterval(() => console.log(tell()), 30_000);
  await Promise.all(Array.from({ length: plan.jobs }, (_, first) => runShare(plan, first, count)));
  clearInterval(teller);
  console.log(tell());
  return count.failures.size === 0 ? 0 : 1;
}

const plan = planFrom(process.argv.slice(2));
process.exitCode = 'seed' in plan ? await fuzz(plan) : await replay(plan.map(readFailure));
