/**
 * `npm run bench:web`: what the extension costs in a real Chromium, as one table and as JSON (`.cache/bench`), compared with the last time:
 * the page's own time while it changes without end, from a bounce in the page to its annotation, sizes, pages of sites that are not enabled.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Chromium, startChromium, stopWorker } from '../test/e2e/browser/chromium.ts';
import { enableSite } from '../test/e2e/browser/enable.ts';
import { type Site, serveSite } from '../test/e2e/browser/site.ts';
import { type Figure, isMet, keepResults, lastResults, type Results, tableOf } from './bench/figures.ts';
import { busyFigures, longFigures, openingFigures, ownScriptsIn } from './bench/web-page.ts';
import { endChildrenOnSignal, step } from './progress.mjs';
import { buildWebExtensions } from './webext-build.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const cache = join(root, '.cache/bench');
const setting = 'web: 5,000 nodes, 1,000 changes a second';

endChildrenOnSignal();
mkdirSync(dist, { recursive: true });
const [chromium] = await step('building the browser extensions', () => buildWebExtensions(dist));
if (chromium === undefined) throw new Error('nothing was built');
const results: Results = {
  at: new Date().toISOString(),
  setting,
  figures: [...(await inBrowser()), ...sizes(chromium.folder)],
  absent: [],
};
const last = lastResults(cache, setting);
keepResults(cache, results);
console.log(tableOf(results, last));
// Times are this machine's; sizes and scripts are not.
if (results.figures.some((figure) => figure.unit !== 'ms' && figure.unit !== '%' && isMet(figure) === false)) process.exitCode = 1;

async function inBrowser(): Promise<readonly Figure[]> {
  const site = await serveSite();
  const started = await startChromium();
  try {
    return await pageFigures(started, site);
  } finally {
    await started.close();
    await site.close();
  }
}

async function pageFigures(started: Chromium, { port }: Site): Promise<readonly Figure[]> {
  const page = await started.context.newPage();
  const enabled = `http://127.0.0.1:${port}/changing`;
  await page.goto(enabled);
  await step('enabling a site', () => enableSite(started, page));
  const busy = await step('measuring a page that changes a thousand times a second', () => busyFigures(page, enabled));
  const stop = () => stopWorker(started);
  const opening = await step('measuring from a bounce to its annotation', () => openingFigures(page, enabled, stop));
  const long = await step('measuring a very long page', () => longFigures(page, enabled));
  const there = await ownScriptsIn(page, enabled);
  if (there === 0) throw new Error('no script of ours where there must be one: it is not seen anywhere');
  const elsewhere = await ownScriptsIn(page, `http://localhost:${port}/changing`);
  return [
    ...busy,
    ...long,
    ...opening,
    { name: 'scripts and worlds of ours where not enabled', value: elsewhere, unit: '', goal: { most: 0 } },
  ];
}

/** As they are sent by a store: packed. */
function sizes(folder: string): readonly Figure[] {
  const packed = (name: string) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length / 1000;
  const languages = readdirSync(join(folder, 'texts')).map((file) => packed(`texts/${file}`));
  return [
    { name: 'script in a page, gzip', value: packed('content.js'), unit: 'KB', goal: { most: 60 } },
    { name: 'worker with its rules, gzip', value: packed('background.js'), unit: 'KB', goal: { most: 250 } },
    { name: 'largest language, gzip', value: Math.max(...languages), unit: 'KB', goal: { most: 60 } },
  ];
}
