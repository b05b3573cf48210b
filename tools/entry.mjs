/**
 * The way into `npm start` and `npm test` on a fresh clone: checks Node, installs the npm packages when they are missing or
 * not those of package-lock.json, then hands over to a TypeScript program. Needs nothing but Node.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, step } from './progress.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Run `tools/<program>` with the arguments given to us; our exit code becomes its exit code. */
export async function enter(program) {
  try {
    requireNode();
    await installPackages();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  handOver(join(root, 'tools', program));
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Bounce Lens is built with Node.js 20.19 or newer; this is ${process.versions.node}.\nInstall a newer one from https://nodejs.org/ and run the same command again.`,
  );
}

async function installPackages() {
  if (packagesAreCurrent()) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await step('installing npm packages (npm ci)', () => run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root }));
}

/** Is every package of the lockfile installed in its version? Packages for other platforms are optional and may be absent. */
function packagesAreCurrent() {
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  if (installed === undefined || wanted === undefined) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => !path.startsWith('node_modules/') || entry.link || entry.optional || installed[path]?.version === entry.version,
  );
}

function lockedPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The program shares our terminal; signals sent to us alone are passed on, and it ends its own children. */
function handOver(program) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, INVOKED_FROM: process.env.INIT_CWD ?? process.cwd() },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
