/** The suite of host/ inside the real extension hosts: Node's, and the web worker of vscode.dev. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Line, lineFrom } from './host/line.ts';
import { builtExtension, calmWindow, sharedVscode } from './shared-vscode.ts';

const here = import.meta.dirname;
const patience = 90_000;

const hosts = {
  Node: { entry: 'node-entry.ts', platform: 'node', settings: {} },
  'web worker': {
    entry: 'web-entry.ts',
    platform: 'browser',
    settings: { 'remote.extensionKind': { 'bounce-lens.bounce-lens': ['web'] } },
  },
} as const;

/** One file that VS Code can load as a test. Mocha's browser build must not find a `module`, which is ours. */
async function bundle(entry: string, platform: 'node' | 'browser', outfile: string): Promise<void> {
  await build({
    entryPoints: [join(here, 'host', entry)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform,
    target: 'es2022',
    external: ['vscode', ...(platform === 'node' ? ['mocha'] : [])],
    define: platform === 'node' ? {} : { global: 'globalThis', module: 'undefined', 'process.env.NODE_ENV': '"test"' },
    logLevel: 'error',
  });
}

/** Lets VS Code run `test` of an extension in the host that the settings choose; what it printed. */
async function runInHost(extension: string, test: string, settings: Readonly<Record<string, unknown>>): Promise<readonly Line[]> {
  const { vscode, browser } = await sharedVscode();
  vscode.writeSettings({ ...calmWindow, ...settings });
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  try {
    const page = await context.newPage();
    const lines = new Map<string, Line>();
    const read = (printed: string): void => {
      const line = lineFrom(printed);
      if (line !== undefined) lines.set(line.title, line);
    };
    page.on('console', (message) => read(message.text()));
    const ended = new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`no end after ${patience / 1000} s; seen: ${[...lines.keys()].join(', ')}`)),
        patience,
      );
      void page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => read(args.map(String).join(' ')));
      void page.exposeFunction('codeAutomationExit', () => {
        clearTimeout(late);
        resolve();
      });
    });
    await page.goto(
      vscode.urlFor(
        [],
        [
          ['extensionDevelopmentPath', vscode.uriOf(extension)],
          ['extensionTestsPath', vscode.uriOf(join(extension, test))],
        ],
      ),
    );
    await ended;
    return [...lines.values()];
  } finally {
    await context.close();
    vscode.writeSettings(calmWindow);
  }
}

describe('inside the extension hosts of the real VS Code', () => {
  const cache = join(here, '..', '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  // VS Code wants the tests inside the extension; the copy lies inside the project, where the Node host finds mocha.
  const scratch = mkdtempSync(join(cache, 'host-tests-'));
  before(() => cpSync(builtExtension, scratch, { recursive: true }));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  for (const [name, { entry, platform, settings }] of Object.entries(hosts)) {
    it(`${name} host`, async () => {
      await bundle(entry, platform, join(scratch, 'test', `${platform}.js`));
      const lines = await runInHost(scratch, `test/${platform}`, settings);
      const [host, ...tests] = lines;
      assert.match(host?.title ?? '', new RegExp(`^VS Code [\\d.]+, ${name} host$`));
      for (const { title, error, milliseconds } of lines)
        console.log(`      ${error === undefined ? '·' : '✗'} ${title} (${milliseconds}ms)`);
      assert.deepEqual(
        tests.filter(({ error }) => error !== undefined).map(({ title, error }) => `${title}: ${error}`),
        [],
      );
      assert.ok(tests.length >= 18, `${tests.length} tests ran`);
    });
  }
});
