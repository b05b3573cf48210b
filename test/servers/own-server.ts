/** A server of the system's packages, run by one of the scripts beside this file, and the site allowed to be annotated. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { allowInBrowser, type Chromium, openPopup } from '../e2e/browser/chromium.ts';
import { until } from '../e2e/browser/until.ts';

export interface OwnServer {
  end(): Promise<void>;
}

/** It lives as long as its input is open: it cannot outlive this process. */
export async function startServer(script: string, args: readonly string[]): Promise<OwnServer> {
  const child = spawn('bash', [join(import.meta.dirname, script), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const ready = new Promise<true>((resolve) =>
    createInterface({ input: child.stdout }).on('line', (line) => line === 'ready' && resolve(true)),
  );
  const started = await Promise.race([ready, exit.then(([code]) => `${script} did not start its server (exit code ${code})`)]);
  assert.equal(started, true);
  return {
    end: async () => {
      child.stdin.end();
      await exit;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  server.close();
  await once(server, 'close');
  return address.port;
}

export async function annotateSite(chromium: Chromium, page: Page): Promise<void> {
  await allowInBrowser(chromium, 'http://127.0.0.1/*');
  const popup = await openPopup(chromium, page);
  await until(
    'the site to be annotated',
    async () => (await popup.evaluate('annotating.checked || (annotating.disabled || annotating.click(), false)')) === true,
  );
  await popup.close();
}
