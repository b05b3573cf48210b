/**
 * A real VS Code that needs no desktop: its server (the very workbench and extension hosts of VS Code), served on 127.0.0.1.
 * Installed on demand into `.cache/`, from exactly locked npm packages. Why this one: docs/adr/0002-embedded-vscode.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, step } from './progress.mjs';

/** Shows a step while it runs; `step` of progress.mjs, or a quiet one. */
export type Progress = <T>(title: string, work: () => T | Promise<T>) => Promise<T>;

export interface Installed {
  /** The Node that the server needs (24), from the same lockfile. */
  readonly node: string;
  /** VS Code's `server-main.js`. */
  readonly server: string;
  /** Version of VS Code: `1.139.1`. */
  readonly version: string;
}

export interface StartOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Unpacked extensions (folders with a package.json). */
  readonly extensions?: readonly string[];
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Lets a page run tests inside the extension host; hides notifications. */
  readonly testDriver?: boolean;
  readonly progress?: Progress;
}

export interface RunningVscode {
  /** Opens the folder. */
  readonly url: string;
  readonly version: string;
  /** Opens the folder with these files (absolute paths) and further payload entries. */
  urlFor(files: readonly string[], payload?: readonly (readonly [string, string])[]): string;
  /** The URI under which the workbench knows a path of this machine. */
  uriOf(path: string): string;
  /** Replace the user's settings; a page loaded later sees them. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void;
  /** What the server printed, for a failing test. */
  log(): string;
  /** End the server and all it started; remove what it wrote. */
  stop(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const recipe = join(here, 'vscode-server');
const cache = join(here, '..', '.cache');

/** A window without what distracts from the files: no welcome, no telemetry, no assistants, no update checks. */
export const calmSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
} as const;

/** The installed VS Code; installs it first where it is missing. @throws Error naming what to do where none can be had. */
export async function ensureVscode(progress: Progress = step): Promise<Installed> {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64'].includes(platform)) {
    throw new Error(`There is no embedded VS Code for ${platform}: install VS Code (https://code.visualstudio.com/) and its "code" command, then run this again.`);
  }
  const home = join(cache, `vscode-${lockHash()}-${platform}`);
  if (!existsSync(home)) await progress('installing VS Code (once, about 510 MB on disk)', () => install(home));
  const found = { node: join(home, 'node_modules', `node-${platform}`, 'bin', 'node'), server: join(serverFolder(home), 'out', 'server-main.js') };
  const [version = ''] = (await run(found.node, [found.server, '--version'])).split('\n');
  return { ...found, version };
}

function lockHash(): string {
  return createHash('sha256').update(readFileSync(join(recipe, 'package-lock.json'))).digest('hex').slice(0, 12);
}

function serverFolder(home: string): string {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Install beside the final place and rename: an interrupted install is never taken for a whole one, and two at once do no harm. */
async function install(home: string): Promise<void> {
  const building = `${home}.${process.pid}.part`;
  removeLeftovers();
  mkdirSync(building, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(recipe, file), join(building, file));
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'], { cwd: building });
  // VS Code looks for its modules beside itself by path; ours are one flat, locked folder.
  symlinkSync(join('..', '..', '..'), join(serverFolder(building), 'node_modules'));
  if (existsSync(home)) rmSync(building, { recursive: true, force: true });
  else renameSync(building, home);
}

/** Half-made installs of processes that are gone, and installs of another lockfile. */
function removeLeftovers(): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    const part = /^vscode-[0-9a-f]{12}-[a-z0-9-]+?(?:\.(\d{1,10})\.part)?$/.exec(name);
    if (part === null) continue;
    if (part[1] !== undefined ? !isAlive(Number(part[1])) : !name.includes(lockHash())) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Start a server of its own, with a fresh profile in the temporary folder. It ends with `stop()`, at the latest with this process. */
export async function startVscode(options: StartOptions): Promise<RunningVscode> {
  const installed = await ensureVscode(options.progress);
  const profile = mkdtempSync(join(tmpdir(), 'bounce-lens-vscode-'));
  const writeSettings = (settings: Readonly<Record<string, unknown>>): void => {
    mkdirSync(join(profile, 'User'), { recursive: true });
    writeFileSync(join(profile, 'User', 'settings.json'), JSON.stringify({ ...calmSettings, ...settings }, undefined, 2));
  };
  writeSettings(options.settings ?? {});
  await addExtensions(installed, profile, options);
  const server = spawnServer(installed, profile, options);
  try {
    const port = await server.port;
    return { version: installed.version, writeSettings, log: server.log, stop: server.stop, ...addresses(port, options.folder) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function profileArguments(profile: string): string[] {
  return ['--accept-server-license-terms', '--telemetry-level', 'off', '--user-data-dir', profile, '--server-data-dir', profile, '--extensions-dir', join(profile, 'extensions')];
}

async function addExtensions(installed: Installed, profile: string, { extensions = [], vsix }: StartOptions): Promise<void> {
  mkdirSync(join(profile, 'extensions'), { recursive: true });
  for (const folder of extensions) {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    symlinkSync(folder, join(profile, 'extensions', extensionFolderName(manifest)));
  }
  if (vsix !== undefined) await run(installed.node, [installed.server, ...profileArguments(profile), '--install-extension', vsix]);
}

function extensionFolderName(manifest: unknown): string {
  const { publisher, name, version } = Object(manifest);
  return `${publisher}.${name}-${version}`;
}

interface Server {
  readonly port: Promise<number>;
  log(): string;
  stop(): Promise<void>;
}

function spawnServer(installed: Installed, profile: string, options: StartOptions): Server {
  const driver = options.testDriver === true ? ['--enable-smoke-test-driver'] : [];
  const listen = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'];
  // Its own process group: the extension hosts it forks end with it.
  const child = spawn(installed.node, [installed.server, ...listen, ...profileArguments(profile), ...driver], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk; });
  const endGroup = (): void => signalGroup(child, 'SIGKILL');
  process.once('exit', endGroup);
  const stop = async (): Promise<void> => {
    await endProcess(child);
    process.off('exit', endGroup);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port: listeningPort(child, () => said), log: () => said, stop };
}

async function listeningPort(child: ChildProcess, log: () => string): Promise<number> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const port = /^Extension host agent listening on (\d{1,5})$/m.exec(log())?.[1];
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`VS Code did not start:\n${log()}`);
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
    await gone;
    clearTimeout(late);
  }
  signalGroup(child, 'SIGKILL');
}

/** A group that is gone already is what we want. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    return;
  }
}

function addresses(port: number, folder: string): Pick<RunningVscode, 'url' | 'urlFor' | 'uriOf'> {
  const authority = `127.0.0.1:${port}`;
  const url = `http://${authority}/?folder=${encodeURIComponent(folder)}`;
  const uriOf = (path: string): string => `vscode-remote://${authority}${encodeURI(path)}`;
  return {
    url,
    uriOf,
    urlFor: (files, payload = []) => `${url}&payload=${encodeURIComponent(JSON.stringify([...files.map((file) => ['openFile', uriOf(file)]), ...payload]))}`,
  };
}
