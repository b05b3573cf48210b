/** Firefox's own remote protocol over TCP: it reaches pages, extension pages and the browser's own windows, without a driver program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endWithUs } from '../../../tools/end-with-us.ts';
import { portable } from './seen.ts';

type Script = (...args: never[]) => unknown;

export interface Marionette {
  readonly version: string;
  send(command: string, parameters?: object): Promise<unknown>;
  /** The `value` of an answer. */
  value(command: string, parameters?: object): Promise<unknown>;
  /** Run the source of a function in the page with the rights of the browser itself, so that closed shadow roots can be seen. */
  inPage(source: string): Promise<unknown>;
  /** Run a function, maybe asynchronous, as the page's own script. */
  asPage(work: Script, ...args: readonly unknown[]): Promise<unknown>;
  /** … in the browser's own window. */
  inBrowser(work: Script, ...args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** One message: its length in decimal digits, a colon, JSON. */
function framesIn(buffer: Buffer): { readonly messages: readonly unknown[]; readonly rest: Buffer } {
  const messages: unknown[] = [];
  let rest = buffer;
  for (;;) {
    const colon = rest.indexOf(':');
    const end = colon + 1 + Number(rest.subarray(0, colon).toString());
    if (colon < 0 || rest.length < end) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(colon + 1, end).toString()));
    rest = rest.subarray(end);
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function talk(socket: Socket): Marionette['send'] {
  const waiting = new Map<number, Waiting>();
  const state = { rest: Buffer.alloc(0), sent: 0 };
  socket.on('data', (data: Buffer) => {
    const { messages, rest } = framesIn(Buffer.concat([state.rest, data]));
    state.rest = Buffer.from(rest);
    for (const message of messages) if (Array.isArray(message)) settle(waiting, message);
  });
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      state.sent += 1;
      waiting.set(state.sent, { resolve, reject });
      const text = JSON.stringify([0, state.sent, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function settle(waiting: Map<number, Waiting>, [, id, error, result]: readonly unknown[]): void {
  const one = waiting.get(Number(id));
  waiting.delete(Number(id));
  if (error === null) one?.resolve(result);
  else one?.reject(new Error(JSON.stringify(error).slice(0, 600)));
}

const preferences: Readonly<Record<string, unknown>> = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'browser.startup.page': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'services.settings.server': 'data:,#nowhere',
  'remote.prefs.recommended': true,
};

/** Start Firefox without a window, with an empty profile, these preferences too, and these files in its user's home. */
export async function startMarionette(
  firefox: string,
  more: Readonly<Record<string, unknown>> = {},
  home: Readonly<Record<string, string>> = {},
): Promise<Marionette> {
  const profile = mkdtempSync(join(tmpdir(), 'bounce-lens-firefox-'));
  for (const [path, content] of Object.entries(home)) {
    mkdirSync(dirname(join(profile, path)), { recursive: true });
    writeFileSync(join(profile, path), content);
  }
  const lines = Object.entries({ ...preferences, ...more }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--profile', profile, '--no-remote', '--marionette', '--remote-allow-system-access', '--headless'];
  const child = spawn(firefox, args, { env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', HOME: profile }, stdio: 'ignore' });
  // A test that fails half-way must not leave a browser behind.
  endWithUs(child, 'SIGKILL');
  const socket = await open(await portOf(profile, child));
  const send = talk(socket);
  const session = await send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
  return {
    ...commands(send),
    version: JSON.stringify(session).match(/"browserVersion":"([^"]+)"/)?.[1] ?? '?',
    close: () => quit(send, child, profile),
  };
}

async function portOf(profile: string, child: ChildProcess): Promise<number> {
  const file = join(profile, 'MarionetteActivePort');
  for (let tries = 0; tries < 600; tries += 1) {
    if (existsSync(file)) return Number(readFileSync(file, 'utf8'));
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('Firefox opened no port within a minute');
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function quit(send: Marionette['send'], child: ChildProcess, profile: string): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(timer);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

function commands(send: Marionette['send']): Omit<Marionette, 'version' | 'close'> {
  const value: Marionette['value'] = async (command, parameters) => {
    const answer = await send(command, parameters);
    return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : answer;
  };
  const run = async (sandbox: string | null, source: string, args: readonly unknown[]) => {
    const script = `const a=[...arguments],done=a.pop();(async()=>(${source}).apply(globalThis,a))().then((ok)=>done({ok}),(e)=>done({failed:String(e)+'\\n'+(e&&e.stack)}))`;
    const answer = await value('WebDriver:ExecuteAsyncScript', { script, args, sandbox });
    if (typeof answer !== 'object' || answer === null) throw new Error('the script gave no answer');
    if ('failed' in answer) throw new Error(String(answer.failed));
    return 'ok' in answer ? answer.ok : undefined;
  };
  const inBrowser: Marionette['inBrowser'] = async (work, ...args) => {
    await send('Marionette:SetContext', { value: 'chrome' });
    try {
      return await run(null, portable(work), args);
    } finally {
      await send('Marionette:SetContext', { value: 'content' });
    }
  };
  return {
    send,
    value,
    inPage: (source) => run('system', source, []),
    asPage: (work, ...args) => run(null, portable(work), args),
    inBrowser,
  };
}
