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

const cache = join(import.meta.dirname, '..', '.cache');

/** The installed VS Code; installs it first where it is missing. @throws Error naming what to do where none can be had. */
export async function ensureVscode(progress: Progress = step): Promise<Installed> {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64'].includes(platform)) {
    throw new Error(
      `There is no embedded VS Code for ${platform}: install VS Code (https://code.visualstudio.com/) and its "code" command, then run this again.`,
    );
  }
  const home = await installed('vscode-server', 'installing VS Code (once, about 510 MB on disk)', progress, linkModules);
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

function serverFolder(home: string): string {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** VS Code looks for its modules beside itself by path; ours are one flat, locked folder. */
function linkModules(home: string): void {
  symlinkSync(join('..', '..', '..'), join(serverFolder(home), 'node_modules'));
}

/**
 * The folder into which `tools/<recipe>/package-lock.json` is installed; installs it first where it is missing. It is made beside its final
 * place and renamed: an interrupted install is never taken for a whole one, and two at once do no harm.
 */
export async function installed(recipe: string, title: string, progress: Progress, finish: (home: string) => void): Promise<string> {
  const from = join(import.meta.dirname, recipe);
  const lock = createHash('sha256')
    .update(readFileSync(join(from, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12);
  const name = `${recipe}-${lock}-${process.platform}-${process.arch}`;
  const home = join(cache, name);
  if (existsSync(home)) return home;
  const building = `${home}.${process.pid}.part`;
  removeLeftovers(recipe);
  mkdirSync(building, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(from, file), join(building, file));
  await progress(title, () =>
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'], { cwd: building }),
  );
  finish(building);
  if (existsSync(home)) rmSync(building, { recursive: true, force: true });
  else renameSync(building, home);
  return home;
}

/** Installs of another lockfile, and half-made ones of processes that are gone. */
function removeLeftovers(recipe: string): void {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(`${recipe}-`)) continue;
    const maker = /\.(\d{1,10})\.part$/.exec(name)?.[1];
    if (maker === undefined || !isAlive(Number(maker))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
