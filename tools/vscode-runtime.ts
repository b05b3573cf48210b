/**
 * A real VS Code that needs no desktop: its server (the very workbench and extension hosts of VS Code), served on 127.0.0.1.
 * Why this one: docs/adr/0002-embedded-vscode.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './progress.mjs';
import { ensureVscode, type Installed, type Progress } from './vscode-install.ts';

export { ensureVscode, type Installed, type Progress } from './vscode-install.ts';

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
  return [
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
    '--user-data-dir',
    profile,
    '--server-data-dir',
    profile,
    '--extensions-dir',
    join(profile, 'extensions'),
  ];
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
  const child = spawn(installed.node, [installed.server, ...listen, ...profileArguments(profile), ...driver], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
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
    urlFor: (files, payload = []) =>
      `${url}&payload=${encodeURIComponent(JSON.stringify([...files.map((file) => ['openFile', uriOf(file)]), ...payload]))}`,
  };
}
