/** A thread of the fuzzer: makes its share of the inputs, tries each, tells what broke. */
import { parentPort, workerData } from 'node:worker_threads';
import knowledge from '../../shared/src/generated/knowledge.json' with { type: 'json' };
import texts from '../../shared/src/generated/texts/en.json' with { type: 'json' };
import { createLens, type Knowledge, type Lens } from '../../shared/src/index.ts';
import { chanceOf } from './chance.ts';
import { type Coverage, watchCoverage } from './coverage.ts';
import { type Failure, failureOf, minimised } from './failures.ts';
import { type FuzzInput, makeInput } from './inputs.ts';
import { readSeeds } from './seeds.ts';
import { batchLength, type Report, type Share } from './share.ts';
import { type Depth, type Lenses, tryInput } from './try-input.ts';

/** JSON widens closed words to string; the generator has checked them against the schemas. */
const parts = { knowledge: knowledge as unknown as Knowledge, texts } as const;
/** A lens shares nothing with those before it, the knowledge neither. */
const newLens = (): Lens => createLens({ ...parts, knowledge: structuredClone(parts.knowledge) });
const lenses = { ...parts, lens: newLens(), younger: newLens() } satisfies Lenses;
/** So many batches, then another lens begins anew: it never reads more than a few hundred inputs. */
const youth = 64;
const share: Share = workerData;
const seeds = readSeeds(share.root);
const watched = new Int32Array(share.watched, 0, 2);
const watchedText = Buffer.from(share.watched, 8);

/** Every so many inputs, the laws that cost more; `index` counts the inputs of this thread. */
function depthOf(index: number): Depth {
  if (index % 8 === 0) return 'everything';
  return index % 4 === 0 ? 'showing' : 'reading';
}
/** More work than this for one small input is a fault. CPU time, in milliseconds; the least of three. */
const longestWork = 250;
/** Kept inputs; of more, the oldest give way. */
const mostKept = 4_000;

async function failureIn(input: FuzzInput, depth: Depth): Promise<Failure | undefined> {
  show(input);
  const began = performance.now();
  try {
    await tryInput(lenses, input, depth);
  } catch (error) {
    return failureOf(input, error);
  }
  return performance.now() - began > longestWork ? slowness(input, depth) : undefined;
}
async function slowness(input: FuzzInput, depth: Depth): Promise<Failure | undefined> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const began = process.cpuUsage();
    await tryInput(lenses, input, depth);
    const { user } = process.cpuUsage(began);
    times.push(user / 1_000);
  }
  const least = Math.round(Math.min(...times));
  return least > longestWork ? failureOf(input, new Error(`slow: ${least} ms for ${input.text.length} characters`)) : undefined;
}
/** What hangs cannot tell. */
function show({ kind, text }: FuzzInput): void {
  const length = watchedText.write(`${kind}\n${text}`, 'utf16le');
  Atomics.store(watched, 1, length);
  Atomics.add(watched, 0, 1);
}

/** So many batches are counted, then seven times as many are not: they change what was kept, at full speed. */
const countedBatches = 64;
interface Guide {
  coverage: Coverage | undefined;
}
const guide: Guide = { coverage: undefined };
function guideBatch(number: number): void {
  const counts = share.guided && Math.floor(number / countedBatches) % 8 === 0;
  if (counts && guide.coverage === undefined) guide.coverage = watchCoverage((url) => url === import.meta.url);
  if (counts || guide.coverage === undefined) return;
  guide.coverage.stop();
  guide.coverage = undefined;
}
const reached = new Set<string>();
const kept: FuzzInput[] = [];
const known = new Set<string>();

/** Of a batch that reached something new, the inputs that did. */
async function keepTelling(inputs: readonly FuzzInput[]): Promise<void> {
  const parts = guide.coverage?.take() ?? new Set();
  const fresh = new Set([...parts].filter((part) => !reached.has(part)));
  if (fresh.size === 0) return;
  for (const part of fresh) reached.add(part);
  for (const input of inputs) {
    if (fresh.size === 0) return;
    await failureIn(input, 'reading');
    const own = [...(guide.coverage?.take() ?? [])].filter((part) => fresh.delete(part));
    if (own.length > 0) kept.push(input);
  }
  if (kept.length > mostKept) kept.splice(0, kept.length - mostKept);
}

async function tryBatch(from: number): Promise<Report> {
  const inputs: FuzzInput[] = [];
  const failures: Failure[] = [];
  for (let index = from; inputs.length < batchLength && index < share.end; index += share.step) {
    const input = makeInput(seeds, chanceOf(share.seed, index), kept);
    inputs.push(input);
    const failure = await failureIn(input, depthOf(Math.floor(index / share.step)));
    if (failure === undefined || known.has(failure.key)) continue;
    known.add(failure.key);
    failures.push(await minimised(failure, (smaller) => failureIn(smaller, 'everything')));
  }
  await keepTelling(inputs);
  return { tried: inputs.length, failures, kept: kept.length, reached: reached.size };
}

for (let from = share.first, number = 0; from < share.end; from += batchLength * share.step, number++) {
  guideBatch(number);
  if (number % youth === 0) lenses.younger = newLens();
  parentPort?.postMessage(await tryBatch(from));
  // Lets the port send, and the watcher stop us.
  await new Promise((resolve) => setImmediate(resolve));
}
