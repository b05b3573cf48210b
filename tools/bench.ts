/**
 * How fast Bounce Lens is, as one table, beside the peers that are installed.
 *
 *     npm run bench -- [--size 500M] [--sizes 100M,1G] [--rounds 3] [--seed 1] [--corpus DIR] [--log FILE]
 *                     [--mails 1000,10000] [--quick] [--docs] [--kept DIR]
 *
 * Everything is measured in turn in one run (A B A B) and told as a ratio where there is a peer: the median of the rounds' own ratios, with the
 * lowest and highest. `--sizes`: of which logs the peak of memory and the gain of a second thread are told. The log is made anew from the seed; its
 * answers are counted and sampled in the same run. `--corpus`: mails to read, `--log`: a real log, repeated (our own samples otherwise); `--mails`: how many at
 * least, read by one command.
 * Results are kept in .cache/bench (`--kept`) and compared with the last of the same setting; exit status 1 where an answer was wrong. `--docs` writes
 * them into docs/speed.md (so does `npm run bench:docs` with those kept last).
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { checkAnswers } from './bench/answers.ts';
import { type Absent, type Figure, keepResults, lastResults, measured, type Results, tableOf } from './bench/figures.ts';
import { machineHere } from './bench/machine.ts';
import { mailFigures } from './bench/mails.ts';
import { bytesOf, makeLog } from './bench/make-log.ts';
import { microFigures, ruleFigures } from './bench/micro.ts';
import { atOnce, type CommandLine, type Costs, inTurn, isInstalled, node } from './bench/processes.ts';
import { sizeFigures } from './bench/sizes.ts';
import { writeSpeedPage } from './bench/speed-page.ts';
import { sampleReplies } from './bench/wordings.ts';
import { commandLineBundle } from './command-line-bundle.ts';

const root = join(import.meta.dirname, '..');
/** What people look for in a log. */
const codePattern = String.raw`\b[45]\.\d{1,3}\.\d{1,3}\b`;

interface Bench {
  readonly program: string;
  readonly folder: string;
  readonly log: string;
  readonly bytes: number;
  readonly seed: number;
  readonly rounds: number;
  readonly figures: Figure[];
  readonly absent: Absent[];
}

async function triageFigures({ program, log, bytes, rounds, figures, absent }: Bench): Promise<void> {
  const peers = [
    { name: 'pflogsumm', command: ['pflogsumm', log] as const, goal: 30 },
    { name: 'rg', command: ['rg', '-c', codePattern, log] as const, goal: 0.25 },
  ];
  for (const { name } of peers.filter((peer) => !isInstalled(peer.name))) absent.push({ name, why: 'not installed' });
  const present = peers.filter((peer) => isInstalled(peer.name));
  const [ours, ...theirs] = await inTurn([triageOf(program, log), ...present.map(({ command }) => command)], rounds);
  if (!ours) return;
  const speed = ({ cpu }: Costs): readonly number[] => cpu.map((seconds) => bytes / 1e6 / seconds);
  figures.push(measured(speed(ours), { name: 'triage', unit: 'MB/s', better: 'more' }));
  for (const [index, { name, goal }] of present.entries()) {
    const cost = theirs[index];
    if (!cost) continue;
    figures.push(measured(speed(cost), { name, unit: 'MB/s' }));
    figures.push(measured(ratios(cost.cpu, ours.cpu), { name: `triage / ${name}`, unit: '×', goal: { least: goal } }));
  }
}
function triageOf(program: string, log: string, ...more: readonly string[]): CommandLine {
  return node(program, 'triage', ...more, '--format', 'ndjson', log);
}
/** Round by round, because what disturbs a round disturbs all of it. */
function ratios(all: readonly number[], by: readonly number[]): readonly number[] {
  return all.map((one, round) => one / (by[round] ?? Number.NaN));
}

/** Logs of more bytes than this are read once with each. */
const vast = 4e9;
/** Peaks of memory at each size, with one thread and with two; and how much sooner two are through. */
async function sizeCurve({ program, folder, figures, rounds, seed }: Bench, sizes: readonly string[]): Promise<void> {
  for (const size of sizes) {
    const log = join(folder, `${size}.log`);
    await makeLog({ path: log, bytes: bytesOf(size), seed });
    const single = triageOf(program, log);
    const commands = [single, triageOf(program, log, '--jobs', '2'), atOnce(single)];
    const [one, two, both] = await inTurn(commands, bytesOf(size) > vast ? 1 : rounds);
    rmSync(log);
    if (!one || !two || !both) continue;
    figures.push(peakFigure(`peak memory at ${size}B`, one), peakFigure(`peak memory at ${size}B, two threads`, two));
    const isGoal = bytesOf(size) >= 1e9;
    const wall = measured(ratios(one.wall, two.wall), { name: `two threads / one at ${size}B, on the wall`, unit: '×', better: 'more' });
    figures.push(isGoal ? { ...wall, goal: { least: 1.5 } } : wall);
    const apart = ratios(one.wall, both.wall).map((ratio) => 2 * ratio);
    figures.push(measured(apart, { name: `two programs at once / in turn at ${size}B, on the wall`, unit: '×' }));
    const cpu = { name: `processor time of two threads / one at ${size}B`, unit: '×', better: 'less' } as const;
    figures.push(measured(ratios(two.cpu, one.cpu), cpu));
  }
}
function peakFigure(name: string, { peak = Number.NaN }: Costs): Figure {
  return { name, value: peak, unit: 'MB', goal: { most: 200 } };
}

/** Time against size, and against how much fails. */
async function curveFigures(bench: Bench): Promise<void> {
  const { program, folder, figures, rounds, seed } = bench;
  const bytes = Math.min(bench.bytes, 40e6);
  const curves = [
    { name: 'a quarter of the size', bytes: bytes / 4, share: 1 },
    { name: 'half of the size', bytes: bytes / 2, share: 1 },
    { name: 'a tenth of the failures', bytes, share: 0.1 },
    { name: 'three times the failures', bytes, share: 3 },
    { name: 'the usual log', bytes, share: 1 },
  ];
  for (const [index, curve] of curves.entries()) await makeLog({ ...curve, path: join(folder, `${index}.log`), seed });
  const logs = curves.map((_, index) => triageOf(program, join(folder, `${index}.log`)));
  for (const [index, cost] of (await inTurn(logs, rounds)).entries()) {
    const curve = curves[index];
    if (!curve) continue;
    const times = cost.cpu.map((seconds) => (seconds / curve.bytes) * 1e9);
    figures.push(measured(times, { name: `${curve.name} (${curve.bytes / 1e6} MB)`, unit: 'ms/MB', better: 'less' }));
    if (cost.peak !== undefined) figures.push(peakFigure(`peak memory, ${curve.name}`, cost));
  }
  figures.push(...ruleFigures(join(folder, '0.log')));
}
async function realLogFigures({ program, folder, figures, rounds, bytes }: Bench, real: string): Promise<void> {
  const text = readFileSync(real);
  const times = Math.max(1, Math.round(Math.min(bytes, 40e6) / text.length));
  const path = join(folder, 'real.log');
  writeFileSync(path, Buffer.concat(Array.from({ length: times }, () => text)));
  const peer = isInstalled('rg') ? [['rg', '-c', codePattern, path] as const] : [];
  const [ours, theirs] = await inTurn([triageOf(program, path), ...peer], rounds);
  if (!ours) return;
  const speeds = ours.cpu.map((seconds) => (times * text.length) / 1e6 / seconds);
  figures.push(measured(speeds, { name: `${basename(real)}, a real log, repeated`, unit: 'MB/s', better: 'more' }));
  if (theirs) figures.push(measured(ratios(theirs.cpu, ours.cpu), { name: `${basename(real)} / rg`, unit: '×', better: 'more' }));
}
/** Written to a pipe, as a shell does: to a terminal it takes a little longer. */
async function startFigures({ program, figures }: Bench): Promise<void> {
  const explain = [process.execPath, program, 'explain', '550 5.1.1 User unknown'] as const;
  const [ours, empty] = await inTurn([explain, [process.execPath, '-e', '0']], 15);
  if (!ours || !empty) return;
  const inMs = (seconds: readonly number[]): readonly number[] => seconds.map((second) => second * 1_000);
  const own = (kind: 'wall' | 'cpu'): readonly number[] => inMs(ours[kind].map((second, round) => second - (empty[kind][round] ?? 0)));
  figures.push(
    measured(inMs(ours.wall), { name: 'explain, cold, on the wall', unit: 'ms', goal: { most: 120 } }),
    measured(own('wall'), { name: 'of it our own, on the wall', unit: 'ms', goal: { most: 40 } }),
    measured(inMs(ours.cpu), { name: 'explain, cold, processor time', unit: 'ms', better: 'less' }),
    measured(own('cpu'), { name: 'of it our own, processor time', unit: 'ms', better: 'less' }),
  );
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '500M' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    corpus: { type: 'string' },
    log: { type: 'string' },
    sizes: { type: 'string', default: '100M,1G' },
    quick: { type: 'boolean', default: false },
    mails: { type: 'string', default: '1000,10000' },
    docs: { type: 'boolean', default: false },
    kept: { type: 'string', default: join(root, '.cache/bench') },
  },
});
const bytes = bytesOf(values.size);
const cache = values.kept;
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'run-'));
const program = join(folder, 'bounce-lens.cjs');
const bench: Bench = {
  program,
  folder,
  log: join(folder, 'mail.log'),
  bytes,
  seed: Number(values.seed),
  rounds: Number(values.rounds),
  figures: [],
  absent: [],
};
// Before we begin ourselves.
const busy = (loadavg()[0] ?? 0) / availableParallelism();
const say = (text: string): void => void process.stderr.write(`${text} …\n`);
try {
  await build(commandLineBundle(folder));
  say(`making a log of ${values.size}`);
  const stated = await makeLog({ path: bench.log, bytes, seed: bench.seed });
  say('checking its answers');
  const wrong = await checkAnswers(bench, stated);
  say('triage beside its peers');
  await triageFigures(bench);
  if (!values.quick) {
    say('memory and threads');
    await sizeCurve(bench, values.sizes.split(',').filter(Boolean));
    say('cost curves');
    await curveFigures(bench);
    await realLogFigures(bench, values.log ?? join(root, 'test/samples/real/postfix-bounces-and-deferrals.log'));
    say('mails');
    const amounts = values.mails.split(',').map(Number);
    await mailFigures({ ...bench, amounts }, values.corpus ?? join(root, 'test/samples'));
  }
  say('starting, steps, sizes');
  await startFigures(bench);
  const samples = readdirSync(join(root, 'test/samples'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
  const mails = samples.map((name) => readFileSync(join(root, 'test/samples', name), 'latin1'));
  bench.figures.push(...microFigures(readFileSync(bench.log).subarray(0, 20_000_000), mails, sampleReplies()));
  const sizes = sizeFigures(program, join(root, 'dist'));
  bench.figures.push(...sizes.figures);
  bench.absent.push(...sizes.absent);
  const setting = `${values.size} seed ${values.seed}${values.quick ? ' quick' : ''}`;
  const { figures, absent } = bench;
  const results: Results = { at: new Date().toISOString(), setting, machine: machineHere(), busy, figures, absent };
  process.stdout.write(`\n${tableOf(results, lastResults(cache, setting))}`);
  process.stderr.write(`kept in ${keepResults(cache, results)}\n`);
  if (values.docs) writeSpeedPage(results);
  for (const fault of wrong) process.stderr.write(`WRONG: ${fault}\n`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
