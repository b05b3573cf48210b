/**
 * How fast Bounce Lens is, as one table, beside the peers that are installed.
 *
 *     npm run bench -- [--size 500M] [--rounds 2] [--seed 1] [--corpus DIR] [--log FILE] [--quick]
 *
 * Everything is measured in turn in one run (A B A B) and told as a ratio where there is a peer. The log is made anew from the seed; its
 * answers are counted and sampled in the same run. `--corpus`: mails to read (our own samples otherwise). `--log`: a real log, repeated.
 * Results are kept in .cache/bench and compared with the last of the same setting; exit status 1 where an answer was wrong.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { checkAnswers } from './bench/answers.ts';
import { type Absent, type Figure, keepResults, lastResults, type Results, tableOf } from './bench/figures.ts';
import { bytesOf, makeLog } from './bench/make-log.ts';
import { doubledRules, microFigures } from './bench/micro.ts';
import { costOf, inTurn, isInstalled, node } from './bench/processes.ts';
import { sampleReplies } from './bench/wordings.ts';
import { commandLineBundle } from './command-line-bundle.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache/bench');
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
  const [ours, ...theirs] = await inTurn(
    [node(program, 'triage', '--format', 'ndjson', log), ...present.map(({ command }) => command)],
    rounds,
  );
  if (!ours) return;
  figures.push({ name: 'triage', value: bytes / 1e6 / ours.cpu, unit: 'MB/s', better: 'more' });
  for (const [index, { name, goal }] of present.entries()) {
    const cost = theirs[index];
    if (!cost) continue;
    figures.push({ name, value: bytes / 1e6 / cost.cpu, unit: 'MB/s' });
    figures.push({ name: `triage / ${name}`, value: cost.cpu / ours.cpu, unit: '×', goal: { least: goal } });
  }
  figures.push({ name: `peak memory at ${bytes / 1e6} MB`, value: ours.peak ?? Number.NaN, unit: 'MB', goal: { most: 200 } });
}
async function threadFigures({ program, log, rounds, figures }: Bench): Promise<void> {
  const walls = [1, 2].map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++)
    for (const jobs of [1, 2]) {
      const { wall } = await costOf([process.execPath, program, 'triage', '--jobs', String(jobs), '--format', 'ndjson', log]);
      walls[jobs - 1] = Math.min(walls[jobs - 1] ?? wall, wall);
    }
  const [one = Number.NaN, two = Number.NaN] = walls;
  figures.push({ name: 'two threads / one, on the wall', value: one / two, unit: '×', goal: { least: 1.5 } });
}
/** Time against size, and against how much fails. */
async function curveFigures(bench: Bench): Promise<void> {
  const { program, folder, figures, rounds, seed } = bench;
  const bytes = Math.min(bench.bytes, 40e6);
  const curves = [
    { name: 'a quarter of the size', bytes: bytes / 4, share: 1 },
    { name: 'a tenth of the failures', bytes, share: 0.1 },
    { name: 'three times the failures', bytes, share: 3 },
    { name: 'the usual log', bytes, share: 1 },
  ];
  for (const [index, curve] of curves.entries()) await makeLog({ ...curve, path: join(folder, `${index}.log`), seed });
  const logs = curves.map((_, index) => node(program, 'triage', '--format', 'ndjson', join(folder, `${index}.log`)));
  for (const [index, cost] of (await inTurn(logs, rounds)).entries()) {
    const curve = curves[index];
    if (!curve) continue;
    figures.push({ name: `${curve.name} (${curve.bytes / 1e6} MB)`, value: (cost.cpu / curve.bytes) * 1e9, unit: 'ms/MB', better: 'less' });
    if (cost.peak !== undefined) figures.push({ name: `peak memory, ${curve.name}`, value: cost.peak, unit: 'MB', goal: { most: 200 } });
  }
  figures.push(doubledRules(join(folder, '0.log')));
}
async function realLogFigures({ program, folder, figures, absent, rounds, bytes }: Bench, real: string | undefined): Promise<void> {
  if (real === undefined) {
    absent.push({ name: 'a real log, repeated', why: 'name one with --log' });
    return;
  }
  const text = readFileSync(real);
  const times = Math.max(1, Math.round(Math.min(bytes, 40e6) / text.length));
  const path = join(folder, 'real.log');
  writeFileSync(path, Buffer.concat(Array.from({ length: times }, () => text)));
  const [ours, theirs] = await inTurn([node(program, 'triage', '--format', 'ndjson', path), ['rg', '-c', codePattern, path]], rounds);
  if (ours) figures.push({ name: 'a real log, repeated', value: (times * text.length) / 1e6 / ours.cpu, unit: 'MB/s', better: 'more' });
  if (ours && theirs) figures.push({ name: 'a real log / rg', value: theirs.cpu / ours.cpu, unit: '×', better: 'more' });
}
async function mailFigures({ program, folder, figures, absent, rounds }: Bench, corpus: string): Promise<void> {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:eml|txt)$/.test(name));
  const mails = names.map((name) => join(corpus, name)).filter((path) => statSync(path).isFile());
  // Starting costs the same for one and for many: what many cost more is the mails' own.
  const one = join(folder, 'one.eml');
  writeFileSync(one, readFileSync(mails[0] ?? ''));
  const many = mkdtempSync(join(folder, 'mails-'));
  const repeated = Array.from({ length: Math.ceil(2_000 / mails.length) }, () => mails).flat();
  for (const [index, path] of repeated.entries()) writeFileSync(join(many, `${index}.eml`), readFileSync(path));
  const sisimai = isSisimaiInstalled() ? (['perl', '-MSisimai', '-e', 'Sisimai->rise($ARGV[0])', many] as const) : undefined;
  const [start, all, theirs] = await inTurn(
    [
      node(program, 'triage', '--format', 'ndjson', one),
      node(program, 'triage', '--format', 'ndjson', many),
      ...(sisimai ? [sisimai] : []),
    ],
    rounds,
  );
  if (!start || !all) return;
  const seconds = all.cpu - start.cpu;
  figures.push({ name: `mails of ${names.length}, repeated`, value: repeated.length / seconds, unit: 'mails/s', better: 'more' });
  if (theirs) figures.push({ name: 'mails / Sisimai', value: theirs.cpu / seconds, unit: '×', goal: { least: 5 } });
  else absent.push({ name: 'Sisimai', why: 'Perl has no module Sisimai (cpanm Sisimai)' });
}
function isSisimaiInstalled(): boolean {
  return isInstalled('perl') && ['/usr/local/share/perl', '/usr/share/perl5'].some((folder) => hasSisimai(folder));
}
function hasSisimai(folder: string): boolean {
  return (
    existsSync(join(folder, 'Sisimai.pm')) ||
    (existsSync(folder) && readdirSync(folder).some((version) => existsSync(join(folder, version, 'Sisimai.pm'))))
  );
}
async function startFigures({ program, figures }: Bench): Promise<void> {
  const [ours, empty] = await inTurn([node(program, 'explain', '550 5.1.1 User unknown'), node('-e', '0')], 7);
  if (!ours || !empty) return;
  figures.push({ name: 'explain, cold, processor time', value: ours.cpu * 1_000, unit: 'ms', goal: { most: 120 } });
  figures.push({ name: 'of it our own', value: (ours.cpu - empty.cpu) * 1_000, unit: 'ms', goal: { most: 40 } });
}
function sizeFigures({ program, figures, absent }: Bench): void {
  const dist = join(root, 'dist');
  const files = [program, ...['bounce-lens.vsix', 'webext'].map((name) => join(dist, name))];
  const zips = existsSync(join(dist, 'webext')) ? readdirSync(join(dist, 'webext')).filter((name) => name.endsWith('.zip')) : [];
  for (const path of [...files.filter((file) => !file.endsWith('webext')), ...zips.map((name) => join(dist, 'webext', name))]) {
    const name = `size of ${path.split('/').at(-1)}`;
    if (existsSync(path)) figures.push({ name, value: statSync(path).size / 1_000, unit: 'kB', better: 'less' });
    else absent.push({ name, why: 'npm run build makes it' });
  }
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '500M' },
    rounds: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    corpus: { type: 'string' },
    log: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const bytes = bytesOf(values.size);
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'run-'));
const program = join(folder, 'bounce-lens.mjs');
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
const say = (text: string): void => void process.stderr.write(`${text} …\n`);
try {
  await build(commandLineBundle(folder));
  say(`making a log of ${values.size}`);
  const stated = await makeLog({ path: bench.log, bytes, seed: bench.seed });
  say('checking its answers');
  const wrong = await checkAnswers(bench, stated);
  say('triage beside its peers');
  await triageFigures(bench);
  say('two threads');
  await threadFigures(bench);
  if (!values.quick) {
    say('cost curves');
    await curveFigures(bench);
    await realLogFigures(bench, values.log);
    say('mails');
    await mailFigures(bench, values.corpus ?? join(root, 'test/samples'));
  }
  say('starting, steps, sizes');
  await startFigures(bench);
  const samples = readdirSync(join(root, 'test/samples'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
  const mails = samples.map((name) => readFileSync(join(root, 'test/samples', name), 'latin1'));
  bench.figures.push(...microFigures(readFileSync(bench.log).subarray(0, 20_000_000), mails, sampleReplies()));
  sizeFigures(bench);
  const setting = `${values.size} seed ${values.seed}${values.quick ? ' quick' : ''}`;
  const results: Results = { at: new Date().toISOString(), setting, figures: bench.figures, absent: bench.absent };
  process.stdout.write(`\n${tableOf(results, lastResults(cache, setting))}`);
  process.stderr.write(`kept in ${keepResults(cache, results)}\n`);
  for (const fault of wrong) process.stderr.write(`WRONG: ${fault}\n`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
