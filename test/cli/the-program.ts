/** The real program, bundled as it is shipped, run as a user runs it. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { after } from 'mocha';
import { commandLineBundle } from '../../tools/command-line-bundle.ts';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-cli-'));
const program = join(folder, 'bounce-lens.cjs');
const built = build(commandLineBundle(folder));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Run it in `cwd` with `input` piped in; `preload`: a script of CommonJS that Node runs before it. */
export async function bounceLens(
  args: readonly string[],
  { input = '', cwd = folder, preload }: { input?: string | Uint8Array; cwd?: string; preload?: string } = {},
): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const command = [...(preload === undefined ? [] : ['--require', preload]), program, ...args];
    const child = spawn(process.execPath, command, { cwd, env: { PATH: process.env['PATH'], TZ: 'UTC' } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => {}).end(input);
  });
}
/** No file can grow beyond a few kilobytes, as on a disk that is full. */
export async function bounceLensOnFullDisk(args: readonly string[]): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', 'ulimit -f 4; exec "$0" "$@"', process.execPath, program, ...args], {
      env: { PATH: process.env['PATH'], TZ: 'UTC' },
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (status) => resolve({ status, stdout: '', stderr }));
  });
}
/** Its whole output is thrown away after the first bytes, as `| head -c1` does. */
export async function bounceLensCutShort(args: readonly string[]): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'], TZ: 'UTC' } });
    let stderr = '';
    child.stdout.once('data', () => child.stdout.destroy());
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (status) => resolve({ status, stdout: '', stderr }));
  });
}

/** Lines of NDJSON, each an object. */
export function recordsIn(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map(objectIn);
}
export function objectIn(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new TypeError(`no object: ${json.slice(0, 80)}`);
  return Object.fromEntries(Object.entries(value));
}

/** Run with its output into a file or device; `begun` is called when it runs. */
export async function bounceLensInto(
  path: string,
  args: readonly string[],
  { cwd = folder, begun = () => {} }: { cwd?: string; begun?: () => void } = {},
): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const output = openSync(path, 'w');
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], TZ: 'UTC' },
      stdio: ['ignore', output, 'pipe'],
    });
    closeSync(output);
    let stderr = '';
    child.on('spawn', begun);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (status) => resolve({ status, stdout: '', stderr }));
  });
}

/** Run it with its input left open, and send it a signal once `isReady`. */
export async function bounceLensSignalled(args: readonly string[], signal: NodeJS.Signals, isReady: () => boolean): Promise<Ended> {
  await built;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'], TZ: 'UTC' } });
    let stderr = '';
    const timer = setInterval(() => {
      if (isReady()) child.kill(signal);
    }, 20);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (status) => {
      clearInterval(timer);
      resolve({ status, stdout: '', stderr });
    });
  });
}
