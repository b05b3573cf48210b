/**
 * `npm start [PATH…]`: builds, then opens VS Code with Bounce Lens on the paths, or on a sample mailbox of ours.
 * `npm start -- --check`: the same without a screen, looked at by a program; exit 0 only when everything was seen.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inPath } from './browsers.ts';
import { buildAll } from './build.ts';
import { checkEverything } from './check.ts';
import { endChildrenOnSignal, step } from './progress.mjs';
import { copySampleMailbox } from './sample-mailbox.ts';
import { ensureVscode, startVscode } from './vscode-runtime.ts';
import { windowSettings } from './window-settings.ts';

const root = join(import.meta.dirname, '..');
const extension = join(root, 'dist', 'extension');
const usage = `npm start [PATH…]         open VS Code with Bounce Lens on these files or folders (none: a sample mailbox)
npm start -- --embedded   use the embedded VS Code even where a "code" command is there
npm start -- --check      look at everything once, without a screen`;

/** What VS Code is to show. */
interface Show {
  readonly folder: string;
  readonly files: readonly string[];
  /** Where the folder is a copy of ours: removes it. */
  remove(): void;
}

/** Paths are relative to where npm was called. @throws Error for one that is not there. */
function showPaths(paths: readonly string[]): Show {
  const full = paths.map((path) => resolve(process.env.INVOKED_FROM ?? process.cwd(), path));
  const missing = full.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`not found: ${missing.join(', ')}`);
  const files = full.filter((path) => !statSync(path).isDirectory());
  const folder = full.find((path) => statSync(path).isDirectory()) ?? dirname(files[0] ?? root);
  return { folder, files, remove: () => undefined };
}

function showSamples(): Show {
  const { folder, log, remove } = copySampleMailbox();
  return { folder, files: [log], remove };
}

/** The user's own VS Code; none where it could not open a window: no screen, or root, whom it refuses. */
function codeCommand(): string | undefined {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasScreen || process.getuid?.() === 0) return undefined;
  return inPath(process.platform === 'win32' ? 'code.cmd' : 'code');
}

/** A window of the user's VS Code that loads our folder for this one time: nothing is installed into it. */
function openCode(code: string, show: Show): void {
  const args = ['--new-window', `--extensionDevelopmentPath=${extension}`, show.folder, ...show.files];
  spawn(code, args, { detached: true, stdio: 'ignore', shell: process.platform === 'win32' }).unref();
  console.log(`\nVS Code opens ${show.folder} with Bounce Lens loaded for this window only; nothing was installed into your VS Code.`);
  console.log(`To install it: code --install-extension ${join(root, 'dist', 'bounce-lens.vsix')}`);
}

/** The embedded VS Code runs until Ctrl-C. */
async function serveVscode(show: Show): Promise<void> {
  await ensureVscode();
  const running = await step('starting VS Code', () =>
    startVscode({ folder: show.folder, extensions: [extension], settings: windowSettings }),
  );
  endChildrenOnSignal(async () => {
    await running.stop();
    show.remove();
  });
  console.log(`\nVS Code ${running.version} with Bounce Lens, for this machine only:\n\n  ${running.urlFor(show.files)}\n`);
}

function tellBrowsers(): void {
  const folder = join(root, 'dist', 'webext');
  console.log(`The browser extension:
  Chromium, Chrome, Edge   open chrome://extensions (edge://extensions), turn on "Developer mode", "Load unpacked": ${join(folder, 'chromium')}
  Firefox                  open about:debugging#/runtime/this-firefox, "Load Temporary Add-on…": ${join(folder, 'firefox', 'manifest.json')}
  Thunderbird              Add-ons and Themes, the wheel, "Debug Add-ons", "Load Temporary Add-on…": ${join(folder, 'thunderbird', 'manifest.json')}
  A page to try it on      ${join(root, 'samples', 'ticket.html')}`);
}

async function start(paths: readonly string[], embedded: boolean): Promise<void> {
  const show = paths.length > 0 ? showPaths(paths) : showSamples();
  const code = embedded ? undefined : codeCommand();
  if (code !== undefined) openCode(code, show);
  else await serveVscode(show);
  tellBrowsers();
  if (code === undefined) console.log('\nCtrl-C stops it.');
}

async function main(args: readonly string[]): Promise<void> {
  const known = ['--check', '--embedded', '--help'];
  const unknown = args.filter((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown.length > 0 || args.includes('--help')) return tellUsage(unknown);
  await buildAll();
  if (args.includes('--check')) return checkEverything();
  await start(
    args.filter((arg) => !arg.startsWith('-')),
    args.includes('--embedded'),
  );
}

function tellUsage(unknown: readonly string[]): void {
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(' ')}`);
    process.exitCode = 2;
  }
  console.log(usage);
}

endChildrenOnSignal();
main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
