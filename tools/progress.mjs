/**
 * Steps that show what runs and for how long, and child processes that end with us. Plain JavaScript without a dependency:
 * it also serves before the first `npm ci`. Types: progress.d.mts.
 */
import { spawn } from 'node:child_process';

const children = new Set();
const cleanUps = [];
let ending;
const isTerminal = Boolean(process.stdout.isTTY) && !process.env.CI;

/** `4.2 s`, `1 min 12 s`. */
export function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Run `work` under a title. A step longer than a second shows itself while it runs; every step says how long it took. */
export async function step(title, work) {
  const began = Date.now();
  const stop = showWhileRunning(title, began);
  try {
    const result = await work();
    stop();
    console.log(`✓ ${title} (${elapsed(began)})`);
    return result;
  } catch (error) {
    stop();
    console.error(`✗ ${title} (${elapsed(began)})`);
    throw error;
  }
}

/** On a terminal one line that counts; elsewhere a line after a second and then every 15 s. */
function showWhileRunning(title, began) {
  let shown = 0;
  const timer = setInterval(() => {
    const now = Date.now();
    if (isTerminal) process.stdout.write(`\r… ${title} (${elapsed(began)}) `);
    else if (shown === 0 || now - shown >= 15_000) console.log(`… ${title} (${elapsed(began)})`);
    if (isTerminal || shown === 0 || now - shown >= 15_000) shown = now;
  }, 1000);
  return () => {
    clearInterval(timer);
    if (isTerminal && shown !== 0) process.stdout.write('\r\x1b[K');
  };
}

/**
 * Run a program to its end. Its output is shown (`show`), or kept and put into the error when it fails.
 * Resolves to what it printed on stdout; rejects when it does not exit with 0.
 */
export function run(command, args, { show = false, env = {}, cwd } = {}) {
  const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio, cwd, env: { ...process.env, ...env } });
    children.add(child);
    let out = '';
    let all = '';
    child.stdout?.on('data', (chunk) => { out += chunk; all += chunk; });
    child.stderr?.on('data', (chunk) => { all += chunk; });
    child.on('error', (error) => { children.delete(child); reject(error); });
    child.on('exit', () => children.delete(child));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(out);
      reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}\n${all}`.trim()));
    });
  });
}

/** Ctrl-C and SIGTERM end every child of ours, run every `cleanUp` given so far, then end us, with the usual 128 + signal. */
export function endChildrenOnSignal(cleanUp = async () => {}) {
  cleanUps.push(cleanUp);
  if (cleanUps.length > 1) return;
  // The second signal of an impatient hand, or of a parent that passes on what the terminal sent to us as well, changes nothing.
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.on(signal, () => { ending ??= endAll(code); });
}

async function endAll(code) {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(cleanUps.map((cleanUp) => cleanUp().catch((error) => console.error(error))));
  process.exit(code);
}
