/** A server of the system's packages, run by one of the scripts beside this file. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

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
