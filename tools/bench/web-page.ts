/** What the extension costs a page of a real Chromium: its main thread's time, and the time from a bounce to its annotation. */
import type { Page } from 'playwright-core';
import { makeBusy } from '../../test/e2e/browser/busy-page.ts';
import { annotationsOf, inExtensionWorld } from '../../test/e2e/browser/chromium.ts';
import { until } from '../../test/e2e/browser/until.ts';
import { seeds } from '../../test/seeds.ts';
import type { Figure } from './figures.ts';

/** Milliseconds; long enough that what was saved up in quiet, spent at once, is a small part. */
const busyTime = 60_000;
const rounds = { awake: 60, fetched: 40, woken: 20 } as const;
/** Milliseconds between a click and the message it fetched. */
const fetchTime = 60;
/** Milliseconds between two messages: nobody reads faster. */
const readingTime = 400;
/** Microseconds between two samples of the profile. */
const sampling = 200;
const ours = 'chrome-extension://';

/** Main-thread time of our scripts, and all that they call, on an enabled page that changes without end and shows a bounce. */
export async function busyFigures(page: Page, url: string): Promise<readonly Figure[]> {
  await page.goto(url);
  await openBounce(page, { text: wording(0), after: 0 });
  await until('an annotation', async () => (await annotationsOf(page)).length > 0);
  await page.evaluate(makeBusy);
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: sampling });
  const before = await changesOf(page);
  await session.send('Profiler.start');
  await page.waitForTimeout(busyTime);
  const { profile } = await session.send('Profiler.stop');
  const changes = (await changesOf(page)) - before;
  await session.detach();
  const wall = (profile.endTime - profile.startTime) / 1000;
  const spent = ownTime(profile);
  if (spent === 0) throw new Error('nothing of ours ran in the busy page: it was not measured');
  return [
    { name: 'changes a second of the busy page', value: (changes / wall) * 1000, unit: '' },
    { name: 'main thread of the busy page, ours', value: (spent / wall) * 100, unit: '%', goal: { most: 1 } },
  ];
}

/** The longest that we keep the main thread while a very long page is read. */
export async function longFigures(page: Page, url: string): Promise<readonly Figure[]> {
  await page.goto(url);
  await page.waitForTimeout(readingTime);
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: sampling });
  await session.send('Profiler.start');
  await page.evaluate(makeLong, wording(0));
  await until('an annotation', async () => (await annotationsOf(page)).length > 0);
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  if (ownTime(profile) === 0) throw new Error('nothing of ours ran in the long page: it was not measured');
  return [{ name: 'longest piece of ours on a page of 40,000 elements', value: longestOwn(profile), unit: 'ms', goal: { most: 50 } }];
}

/** What a profile of the browser tells, of which this is read. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[] | undefined;
  }[];
  readonly samples?: readonly number[] | undefined;
  /** Microseconds since the sample before. */
  readonly timeDeltas?: readonly number[] | undefined;
}

/** Milliseconds in which a function of ours was on the stack: what it calls of the browser is its cost as well. */
function ownTime(profile: Profile): number {
  return ownTimes(profile).reduce((sum, time) => sum + time, 0);
}

function longestOwn(profile: Profile): number {
  return Math.max(0, ...ownTimes(profile));
}

/** The same of each piece: samples without one between them that is not ours. */
function ownTimes({ nodes, samples = [], timeDeltas = [] }: Profile): readonly number[] {
  const own = new Set<number>();
  // Callers stand before what they call.
  for (const { id, callFrame, children = [] } of nodes) {
    if (callFrame.url.startsWith(ours)) own.add(id);
    if (own.has(id)) for (const child of children) own.add(child);
  }
  const times: number[] = [];
  for (const [index, id] of samples.entries()) {
    if (!own.has(id)) continue;
    if (index === 0 || !own.has(samples[index - 1] ?? 0)) times.push(0);
    times.push((times.pop() ?? 0) + (timeDeltas[index + 1] ?? 0) / 1000);
  }
  return times;
}

/** Runs in the page: a bounce, and 40,000 elements after it. */
function makeLong(text: string): void {
  const said = document.createElement('p');
  said.textContent = text;
  const rest = Array.from({ length: 20_000 }, (_, index) => {
    const item = document.createElement('p');
    const words = document.createElement('span');
    words.textContent = `Paragraph ${index} of a page that is longer than anybody reads.`;
    item.append(words);
    return item;
  });
  document.body.append(said, ...rest);
}

/** From the moment a message's words are in the page until they are marked, with the worker awake and stopped. */
export async function openingFigures(page: Page, url: string, stop: () => Promise<void>): Promise<readonly Figure[]> {
  await page.goto(url);
  await openBounce(page, { text: wording(0), after: 0 });
  await until('an annotation', async () => (await annotationsOf(page)).length > 0);
  await inExtensionWorld(page, tellMarks);
  const times = async (count: number, after: number, before: () => Promise<void>) => {
    const all: number[] = [];
    for (let round = 1; round <= count; round += 1) {
      await before();
      await page.waitForTimeout(readingTime);
      all.push(await openingTime(page, round, after));
    }
    return all;
  };
  const asItIs = () => Promise.resolve();
  const awake = await times(rounds.awake, 0, asItIs);
  const fetched = await times(rounds.fetched, fetchTime, asItIs);
  const woken = await times(rounds.woken, 0, stop);
  return [
    ...quantiles('bounce opened → annotated, worker awake', awake, 50),
    ...quantiles('the same, fetched after the click', fetched, 50),
    ...quantiles('the same, worker must wake', woken, 250),
  ];
}

async function openingTime(page: Page, round: number, after: number): Promise<number> {
  await openBounce(page, { text: wording(round), after });
  return until('an annotation', async () => {
    const { shown, marked } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
    const time = Number(marked) - Number(shown);
    return time >= 0 && time;
  });
}

function quantiles(name: string, times: readonly number[], goal: number): readonly Figure[] {
  const sorted = [...times].sort((a, b) => a - b);
  if (process.env['BENCH_TIMES'] !== undefined) console.log(name, times.map((time) => time.toFixed(0)).join(' '));
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return [
    { name: `${name}, p50`, value: at(0.5), unit: 'ms', better: 'less' },
    { name: `${name}, p95`, value: at(0.95), unit: 'ms', goal: { most: goal } },
  ];
}

/** A bounce nobody has shown before: an answer that is known is not asked for again. */
function wording(round: number): string {
  return `host mx${round}.example.com said: ${seeds[round % seeds.length]?.text ?? '550 5.1.1 User unknown'} (message ${round} of ${Date.now()})`;
}

/** Worlds and scripts of extensions in a page. */
export async function ownScriptsIn(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const seen: string[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => void seen.push(context.origin));
  session.on('Debugger.scriptParsed', (script) => void seen.push(script.url));
  await session.send('Runtime.enable');
  await session.send('Debugger.enable');
  seen.length = 0;
  await page.goto(url);
  await page.evaluate(() => undefined);
  await page.waitForTimeout(1_000);
  await session.detach();
  return seen.filter((origin) => origin.startsWith(ours)).length;
}

/** A click on a message's row, and then its words. */
async function openBounce(page: Page, bounce: Parameters<typeof showBounce>[0]): Promise<void> {
  await page.evaluate(showBounce, bounce);
  await page.mouse.click(600, 400);
}

/** Runs in the page. */
function showBounce({ text, after }: { readonly text: string; readonly after: number }): void {
  delete document.documentElement.dataset['shown'];
  delete document.documentElement.dataset['marked'];
  document.addEventListener(
    'click',
    () =>
      setTimeout(() => {
        const late = document.getElementById('late');
        if (late === null) return;
        late.textContent = text;
        document.documentElement.dataset['shown'] = String(performance.now());
      }, after),
    { once: true },
  );
}

/** In our world: tells in the page when the words that are shown now were marked first; marks of those before do not count. */
const tellMarks = `{
  const set = HighlightRegistry.prototype.set;
  HighlightRegistry.prototype.set = function (name, highlight) {
    const answer = set.call(this, name, highlight);
    const told = document.documentElement.dataset;
    const words = document.getElementById('late').firstChild;
    if (told.shown !== undefined && told.marked === undefined && [...highlight].some((range) => range.startContainer === words))
      told.marked = String(performance.now());
    return answer;
  };
}`;

function changesOf(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset['changes'] ?? 0));
}
