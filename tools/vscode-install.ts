/** Installs VS Code's server on demand into `.cache/`, from exactly locked npm packages, and finds it there again. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
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

const recipe = join(import.meta.dirname, 'vscode-server');
const cache = join(import.meta.dirname, '..', '.cache');

/** The installed VS Code; installs it first where it is missing. @throws Error naming what to do where none can be had. */
export async function ensureVscode(progress: Progress = step): Promise<Installed> {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64'].includes(platform)) {
    throw new Error(
      `There is no embedded VS Code for ${platform}: install VS Code (https://code.visualstudio.com/) and its "code" command, then run this again.`,
    );
  }
  const home = join(cache, `vscode-${lockHash()}-${platform}`);
  if (!existsSync(home)) await progress('installing VS Code (once, about 510 MB on disk)', () => install(home));
  const found = {
    node: join(home, 'node_modules', `node-${platform}`, 'bin', 'node'),
    server: join(serverFolder(home), 'out', 'server-main.js'),
  };
  return { ...found, version: await versionOf(found, home) };
}

/** Proves by running that the install is whole; one that is not is removed, so that the next attempt installs anew. */
async function versionOf({ node, server }: Pick<Installed, 'node' | 'server'>, home: string): Promise<string> {
  try {
    const [version = ''] = (await run(node, [server, '--version'])).split('\n');
    return version;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw new Error(`The embedded VS Code does not run and was removed; run this again to install it anew.\n${String(error)}`);
  }
}

function lockHash(): string {
  return createHash('sha256')
    .update(readFileSync(join(recipe, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12);
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
    if (part[1] !== undefined ? !isAlive(Number(part[1])) : !name.includes(lockHash()))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
