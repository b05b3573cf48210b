/** Mocha runs the files of a suite in one process: they share one folder, one VS Code with the packed extension, and one Chromium. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from '../../../tools/browsers.ts';
import { type RunningVscode, startVscode } from '../../../tools/vscode-runtime.ts';
import { seeds } from '../../seeds.ts';
import { oddFiles } from './odd-files.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..', '..');
export const builtExtension = join(root, 'dist', 'extension');
const vsix = join(root, 'dist', 'bounce-lens.vsix');

export interface SharedVscode {
  readonly folder: string;
  readonly vscode: RunningVscode;
  readonly browser: Browser;
  /** A window of its own on files of the folder. */
  open(files: readonly string[], options?: Pick<WorkbenchOptions, 'viewport' | 'language'>): Promise<Workbench>;
}

/** Long lines are wrapped, so that what is pointed at can be seen; a hover comes at once. */
export const calmWindow = { 'editor.wordWrap': 'on', 'editor.hover.delay': 30 } as const;

const calmBrowser = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** A web view on another name counts as a third party. */
const lenient = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false, default_content_setting_values: { cookies: 1 } } };

/**
 * A browser with a profile in `folder`, as people have. A private one lets no page on another name (a web view on vscode.dev and in
 * every VS Code without a server) have the service worker that it needs.
 */
export async function profiledBrowser(folder: string): Promise<Pick<Browser, 'newContext'>> {
  const { path } = await ensureChromium();
  mkdirSync(join(folder, 'Default'), { recursive: true });
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(lenient));
  return {
    newContext: (options) => chromium.launchPersistentContext(folder, { ...options, executablePath: path, args: [...calmBrowser] }),
  };
}

const state: { started?: Promise<SharedVscode> } = {};

export function sharedVscode(): Promise<SharedVscode> {
  state.started ??= start();
  return state.started;
}

async function start(): Promise<SharedVscode> {
  const folder = makeFolder();
  const { path, version } = await ensureChromium();
  const browser = await chromium.launch({ executablePath: path, args: [...calmBrowser] });
  const vscode = await startVscode({ folder, vsix, settings: calmWindow, testDriver: true });
  console.log(`  VS Code ${vscode.version} with ${vsix}, in ${version}`);
  return {
    folder,
    vscode,
    browser,
    open: (files, options) => openWorkbench({ ...options, browser, vscode, files: files.map((file) => join(folder, file)) }),
  };
}

/** What the tests open: every founding text, real logs and mails, and files made to be difficult. */
function makeFolder(): string {
  // Its name stands in the title of the window.
  const folder = join(mkdtempSync(join(tmpdir(), 'bounce-lens-')), 'mailbox');
  cpSync(join(root, 'test', 'samples', 'real'), folder, { recursive: true });
  cpSync(join(folder, 'postfix-bounces-and-deferrals.log'), join(folder, 'mail.log'));
  for (const { id, text } of seeds) writeFileSync(join(folder, `${id}.txt`), `${text}\n`);
  for (const [name, content] of Object.entries(oddFiles)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What was to be seen when a test failed, in `.cache/pictures/failed-….png`. */
afterEach(async function () {
  const { currentTest } = this;
  if (state.started === undefined || currentTest?.state !== 'failed') return;
  const pages = (await state.started).browser.contexts().flatMap((context) => context.pages());
  const name = currentTest
    .fullTitle()
    .replace(/[^a-zA-Z0-9]{1,100}/g, '-')
    .slice(0, 100);
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: join(root, '.cache', 'pictures', `failed-${name}-${index}.png`), timeout: 5_000 }).catch(() => undefined);
});
after(async () => {
  if (state.started === undefined) return;
  const { browser, vscode, folder } = await state.started;
  await browser.close();
  await vscode.stop();
  rmSync(dirname(folder), { recursive: true, force: true });
});
