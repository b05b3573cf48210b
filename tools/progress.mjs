/**
 * Steps that show what runs and for how long, and child processes that end with us. Plain JavaScript without a dependency:
 * it also serves before the first `npm ci`. Types: progress.d.mts.
 */
import { spawn } from 'node:child_process';

const children = new Set();
const cleanUps = [];
let isEnding = false;
let statusIsShown = false;
let lineIsOpen = false;
let lastSaid = 0;
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
    say(process.stdout, `✓ ${title} (${elapsed(began)})\n`);
    return result;
  } catch (error) {
    stop();
    say(process.stderr, `✗ ${title} (${elapsed(began)})\n`);
    throw error;
  }
}

/** On a terminal one line that counts; elsewhere a line after a second, and then where nothing else was said for 15 s. */
function showWhileRunning(title, began) {
  let silent = true;
  const timer = setInterval(() => {
    const text = `… ${title} (${elapsed(began)})`;
    if (isTerminal) drawStatus(text);
    else if (silent || Date.now() - lastSaid >= 15_000) say(process.stdout, `${text}\n`);
    silent = false;
  }, 1000);
  return () => {
    clearInterval(timer);
    eraseStatus();
  };
}

/** The counting line stands below what was said, and never in the middle of a line. */
function drawStatus(text) {
  if (lineIsOpen) return;
  process.stdout.write(`\r\x1b[K${text} `);
  statusIsShown = true;
}

function eraseStatus() {
  if (statusIsShown) process.stdout.write('\r\x1b[K');
  statusIsShown = false;
}

function say(stream, text) {
  eraseStatus();
  stream.write(text);
  lineIsOpen = !text.endsWith('\n');
  lastSaid = Date.now();
}

/**
 * Run a program to its end. Its output is shown (`show`), or kept and put into the error when it fails.
 * Resolves to what it printed on stdout; rejects when it does not exit with 0.
 */
export function run(command, args, { show = false, env = {}, cwd } = {}) {
  const colours = isTerminal && show ? { FORCE_COLOR: '1' } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, env: { ...process.env, ...colours, ...env } });
    children.add(child);
    let out = '';
    let all = '';
    const take = (own) => (text) => {
      if (own === process.stdout) out += text;
      if (show) say(own, text);
      else all += text;
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', (error) => {
      children.delete(child);
      reject(error);
    });
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
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])
    process.on(signal, () => endAll(code));
}

async function endAll(code) {
  if (isEnding) return;
  isEnding = true;
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(cleanUps.map((cleanUp) => cleanUp().catch((error) => console.error(error))));
  process.exit(code);
}
