/**
 * `npm run bench:vscode`: what the extension costs in a real VS Code, beside a plain highlighter of patterns, as a table and as JSON
 * (`.cache/bench-vscode.json`): activation, the first highlight of logs of 1, 10 and 49 MB, hovers, typing.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from './browsers.ts';
import { endChildrenOnSignal, step } from './progress.mjs';
import { packageExtension } from './vscode-package.ts';
import { startVscode } from './vscode-runtime.ts';

const root = join(import.meta.dirname, '..');
const bench = join(root, 'test/e2e/vscode/bench');
const mark = 'BOUNCE-LENS-BENCH ';

type Facts = Readonly<Record<string, unknown>>;
interface Figures {
  readonly activation: number;
  readonly firstHighlight: Readonly<Record<string, FirstHighlight>>;
  /** Inside the extension, and asked for by VS Code and answered. */
  readonly hover: Apart;
  readonly edit: Apart;
  readonly mail: Apart;
}
/** From when the document reached the extension, in milliseconds. */
interface FirstHighlight {
  /** VS Code shows an editor of it. */
  readonly shown?: number;
  /** The extension gave its highlights to VS Code. */
  readonly set?: number;
  /** They are seen in the page. */
  readonly painted?: number;
}
interface Apart {
  readonly own: Quantiles;
  readonly roundTrip: Quantiles;
}
interface Quantiles {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

const patience = 240_000;
const goals = { activation: 50, firstHighlight: 300, hover: 20, edit: 5, mail: 50 } as const;
const sizes = [1, 10, 49] as const;

endChildrenOnSignal();
const scratch = mkdtempSync(join(tmpdir(), 'bounce-lens-bench-'));
try {
  const folder = join(scratch, 'logs');
  await step('writing logs of 1, 10 and 49 MB', () => writeLogs(folder));
  const subjects = await step('building what is measured', () => buildSubjects(scratch));
  const measured: Record<string, Figures> = {};
  const only = process.argv[2];
  for (const [name, extension] of Object.entries(subjects).filter(([subject]) => only === undefined || subject === only))
    measured[name] = await step(`measuring ${name}`, () => measure(extension, folder));
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, '.cache', 'bench-vscode.json'), `${JSON.stringify({ goals, measured }, undefined, 2)}\n`);
  console.log(tableOf(measured));
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

/** Mail logs as Postfix writes them: mostly deliveries, one line in eight a refusal or a deferral. */
function writeLogs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const megabytes of sizes)
    writeFileSync(
      join(folder, `${megabytes}.log`),
      logOf((lines) => lines.length < megabytes * 1_000_000, 8),
    );
  let bounces = 0;
  writeFileSync(
    join(folder, 'findings.log'),
    logOf(() => bounces++ < 10_000, 1),
  );
  const report = readFileSync(join(root, 'test/samples/dsn/postfix-user-unknown.eml'), 'utf8');
  // As long as a returned message with an attachment.
  writeFileSync(
    join(folder, 'mail.eml'),
    `${report.trimEnd()}\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkr\n'.repeat(1_200)}`,
  );
}
function logOf(goesOn: (text: { readonly length: number }) => boolean, oneIn: number): string {
  const lines: string[] = [];
  const size = { length: 0 };
  for (let number = 1; goesOn(size); number++) {
    const line = number % oneIn === 0 ? refusal(number) : delivery(number);
    lines.push(line);
    size.length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}
function head(number: number): string {
  const second = String(number % 60).padStart(2, '0');
  return `Nov 21 10:05:${second} mx postfix/smtp[5501]: ${(0x4f550000 + number).toString(16).toUpperCase()}: to=<user${number}@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, delays=0.1/0/0.2/0.25`;
}
function delivery(number: number): string {
  return `${head(number)}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5F${number})`;
}
function refusal(number: number): string {
  return number % 3 === 0
    ? `${head(number)}, dsn=4.2.2, status=deferred (host mx.b.example[203.0.113.5] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))`
    : `${head(number)}, dsn=5.1.1, status=bounced (host mx.b.example[203.0.113.5] said: 550 5.1.1 <user${number}@b.example>: Recipient address rejected: User unknown (in reply to RCPT TO command))`;
}

async function buildSubjects(into: string): Promise<Readonly<Record<string, string>>> {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  await packageExtension(dist);
  // VS Code wants what it runs inside the extension.
  const own = join(into, 'bounce-lens');
  cpSync(join(dist, 'extension'), own, { recursive: true });
  const plain = join(into, 'plain-highlighter');
  mkdirSync(plain);
  const manifest = {
    name: 'plain-highlighter',
    publisher: 'bounce-lens',
    version: '0.0.1',
    engines: { vscode: '^1.91.0' },
    main: './extension.js',
    activationEvents: [],
  };
  writeFileSync(join(plain, 'package.json'), JSON.stringify(manifest));
  await bundle('plain-highlighter.ts', join(plain, 'extension.js'));
  for (const extension of [own, plain]) await bundle('host.ts', join(extension, 'test', 'bench.js'));
  return { 'Bounce Lens': own, 'plain highlighter': plain };
}
async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(bench, entry)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'error',
  });
}

async function measure(extension: string, folder: string): Promise<Figures> {
  const { path } = await ensureChromium();
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const vscode = await startVscode({
    folder,
    testDriver: true,
    settings: { 'workbench.editorLargeFileConfirmation': 500, 'editor.wordWrap': 'off' },
  });
  try {
    const url = vscode.urlFor(
      [],
      [
        ['extensionDevelopmentPath', vscode.uriOf(extension)],
        ['extensionTestsPath', vscode.uriOf(join(extension, 'test', 'bench'))],
      ],
    );
    return figuresOf(await collect(browser, url));
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

/** All that the host and the page tell, in their order. */
async function collect(browser: Browser, url: string): Promise<readonly Facts[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const told: Facts[] = [];
  const read = (printed: string): void => {
    const at = printed.indexOf(mark);
    if (at >= 0) told.push(JSON.parse(printed.slice(at + mark.length)));
  };
  page.on('console', (message) => read(message.text()));
  const ended = new Promise<void>((resolve) => {
    // What was told until then counts; the rest is none.
    const late = setTimeout(resolve, patience);
    void page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => read(args.map(String).join(' ')));
    void page.exposeFunction('codeAutomationExit', () => {
      clearTimeout(late);
      resolve();
    });
  });
  await page.addInitScript(watchHighlights, mark);
  await page.goto(url);
  await ended;
  return told;
}
/** Runs in the page: tells when an editor that showed no highlight shows one. */
function watchHighlights(prefix: string): void {
  let isShown = false;
  setInterval(() => {
    const isNow = document.querySelector('.editor-instance .cdr[class*="ced-"]') !== null;
    if (isNow && !isShown) console.log(`${prefix}${JSON.stringify({ what: 'highlight', at: Date.now() })}`);
    isShown = isNow;
  }, 5);
}

function figuresOf(told: readonly Facts[]): Figures {
  const one = (what: string): Facts => told.find((facts) => facts['what'] === what) ?? {};
  const numbers = (value: unknown): readonly number[] => (Array.isArray(value) ? value.map(Number) : []);
  const failed = told.find(({ what }) => what === 'failed');
  if (failed !== undefined) throw new Error(String(failed['error']));
  const highlights = told.flatMap(({ what, at }) => (what === 'highlight' ? [Number(at)] : []));
  const about = (what: string, name: string): Facts => told.find((facts) => facts['what'] === what && facts['name'] === name) ?? {};
  const firstHighlight = (name: string): FirstHighlight => {
    const opened = about('opened', name)['at'];
    const seen = highlights.find((at) => at >= Number(opened));
    const { shown, set } = about('highlighted', name);
    return {
      ...(typeof shown === 'number' && { shown }),
      ...(typeof set === 'number' && { set }),
      ...(seen !== undefined && { painted: seen - Number(opened) }),
    };
  };
  const apart = ({ handled, times }: Facts): Apart => ({ own: quantilesOf(numbers(handled)), roundTrip: quantilesOf(numbers(times)) });
  return {
    activation: Number(one('activation')['milliseconds']),
    firstHighlight: Object.fromEntries(sizes.map((size) => [String(size), firstHighlight(`${size}.log`)])),
    hover: apart(one('hover')),
    edit: apart(one('typing')),
    mail: apart(one('mail')),
  };
}
function quantilesOf(times: readonly number[]): Quantiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

/** What is measured, its goal, where to find it. */
type Row = readonly [title: string, goal: number | undefined, of: (figures: Figures) => number | undefined];
function apartRows(title: string, goal: number, of: (figures: Figures) => Apart): readonly Row[] {
  return [
    [`${title}: own work, p50`, undefined, (figures) => of(figures).own.p50],
    [`${title}: own work, p99`, goal, (figures) => of(figures).own.p99],
    ['  there and back through VS Code, p50', undefined, (figures) => of(figures).roundTrip.p50],
    ['  there and back through VS Code, p99', undefined, (figures) => of(figures).roundTrip.p99],
  ];
}
function tableOf(measured: Readonly<Record<string, Figures>>): string {
  const firstHighlights = sizes.flatMap((size): readonly Row[] => [
    [`first highlight, ${size} MB: document to highlights set`, goals.firstHighlight, ({ firstHighlight }) => firstHighlight[size]?.set],
    ['  of it until VS Code shows the editor', undefined, ({ firstHighlight }) => firstHighlight[size]?.shown],
    ['  and until they are painted', undefined, ({ firstHighlight }) => firstHighlight[size]?.painted],
  ]);
  const rows: readonly Row[] = [
    ['loading and activating', goals.activation, ({ activation }) => activation],
    ...firstHighlights,
    ...apartRows('hover', goals.hover, ({ hover }) => hover),
    ...apartRows('edit of a log with 10,000 findings', goals.edit, ({ edit }) => edit),
    ...apartRows('mail of 100 kB, edited and answered anew', goals.mail, ({ mail }) => mail),
  ];
  const names = Object.keys(measured);
  const cell = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? 'none' : value.toFixed(1)).padStart(18);
  return [
    `${'milliseconds'.padEnd(58)}${'goal'.padStart(6)}${names.map((name) => name.padStart(18)).join('')}`,
    ...rows.map(
      ([title, goal, of]) =>
        `${title.padEnd(58)}${String(goal ?? '').padStart(6)}${names.map((name) => cell(measured[name] && of(measured[name]))).join('')}`,
    ),
  ].join('\n');
}
