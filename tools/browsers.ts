/**
 * A real browser for tests and demos: one that is there, else one installed as root on Debian or Ubuntu (announced first),
 * else an error that names the one command to run. Nothing is downloaded in any other way.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Browser {
  /** Absolute path of the program. */
  readonly path: string;
  /** What it says of itself: `Chromium 156.0.8078.79 built on Debian GNU/Linux 12`. */
  readonly version: string;
}

interface Kind {
  readonly name: string;
  /** Environment variable that overrides the search. */
  readonly variable: string;
  /** Programs looked for in PATH, best first. */
  readonly programs: readonly string[];
  /** Full paths looked at where PATH has none. */
  readonly places: readonly string[];
  /** Packages that hold it, best first: what Debian and what Ubuntu call it. */
  readonly packages: readonly string[];
}

/** Browsers that playwright keeps for itself: `~/.cache/ms-playwright/chromium-1187/chrome-linux/chrome`. */
function playwrightPlaces(prefix: string, tail: string): string[] {
  const root = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(root, name, tail));
}

const chromium: Kind = {
  name: 'Chromium',
  variable: 'BOUNCE_LENS_CHROMIUM',
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
  places: [
    ...playwrightPlaces('chromium-', join('chrome-linux', 'chrome')),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  packages: ['chromium', 'chromium-browser'],
};

const firefox: Kind = {
  name: 'Firefox',
  variable: 'BOUNCE_LENS_FIREFOX',
  programs: ['firefox-esr', 'firefox'],
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  packages: ['firefox-esr', 'firefox'],
};

const thunderbird: Kind = {
  name: 'Thunderbird',
  variable: 'BOUNCE_LENS_THUNDERBIRD',
  programs: ['thunderbird', 'thunderbird-esr'],
  places: ['/Applications/Thunderbird.app/Contents/MacOS/thunderbird', 'C:\\Program Files\\Mozilla Thunderbird\\thunderbird.exe'],
  packages: ['thunderbird'],
};

/** A Chromium that can load an unpacked extension. @throws Error naming the one command to run. */
export function ensureChromium(): Promise<Browser> {
  return ensureBrowser(chromium);
}

/** A Firefox that can be driven by Marionette. @throws Error naming the one command to run. */
export function ensureFirefox(): Promise<Browser> {
  return ensureBrowser(firefox);
}

/** A Thunderbird that can be driven by Marionette. @throws Error naming the one command to run. */
export function ensureThunderbird(): Promise<Browser> {
  return ensureBrowser(thunderbird);
}

/** Programs of system packages (`Xvfb` of `xvfb`), installed as root on Debian or Ubuntu where missing. @throws Error naming the one command to run. */
export async function ensurePrograms(wanted: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.keys(wanted).filter((program) => inPath(program) === undefined);
  if (missing.length === 0) return;
  const packages = missing.map((program) => wanted[program] ?? program);
  if (!canInstall()) throw new Error(`${missing.join(', ')} not found. Run: ${installCommand(packages)}`);
  install(packages, missing.join(', '));
}

async function ensureBrowser(kind: Kind): Promise<Browser> {
  const there = find(kind);
  if (there !== undefined) return there;
  const candidates = canInstall() ? availablePackages(kind.packages) : [];
  for (const name of candidates) {
    install([name], kind.name);
    const installed = find(kind);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    `${kind.name} not found. Run: ${installCommand(kind.packages.slice(0, 1))}  (or set ${kind.variable} to the program's path)`,
  );
}

function find(kind: Kind): Browser | undefined {
  const named = process.env[kind.variable];
  if (named !== undefined && named !== '') return asked(named, kind);
  const paths = [...kind.programs.map(inPath), ...kind.places.filter(isProgram)];
  for (const path of paths) {
    const version = path === undefined ? undefined : versionOf(path);
    if (path !== undefined && version !== undefined) return { path, version };
  }
  return undefined;
}

function asked(path: string, kind: Kind): Browser {
  const version = versionOf(path);
  if (version === undefined) throw new Error(`${kind.variable} names ${path}, which does not start as ${kind.name}.`);
  return { path, version };
}

/** Ubuntu's snap stubs are programs that only print an advice: a browser is one that tells its version. */
function versionOf(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  const line = (stdout ?? '').trim().split('\n').at(-1) ?? '';
  return status === 0 && /\d+\.\d+/.test(line) ? line : undefined;
}

/** Where a program is that a shell would find by its name. */
export function inPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Root on Debian, Ubuntu or their kin. */
function canInstall(): boolean {
  if (process.getuid?.() !== 0 || inPath('apt-get') === undefined) return false;
  return existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/.test(readFileSync('/etc/os-release', 'utf8'));
}

function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Those of `packages` that have a candidate, after an update of the lists. */
function availablePackages(packages: readonly string[]): string[] {
  say('Looking up system packages (apt-get update) …');
  aptGet(['update', '-qq']);
  return packages.filter((name) =>
    /^ {2}Candidate: (?!\(none\))/m.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout),
  );
}

function install(packages: readonly string[], what: string): void {
  say(`Installing ${what} (apt-get install ${packages.join(' ')}); this takes about a minute …`);
  const command = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (aptGet(command) === 0) return;
  aptGet(['update', '-qq']);
  if (aptGet(command) !== 0) throw new Error(`apt-get could not install ${packages.join(' ')}. Run: ${installCommand(packages)}`);
}

/** Waits for another apt-get to end rather than fail; its chatter is shown only when it fails. */
function aptGet(args: readonly string[]): number {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], { env, encoding: 'utf8' });
  if (done.status !== 0) say(`${done.stdout}${done.stderr}`.trim());
  return done.status ?? 1;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
