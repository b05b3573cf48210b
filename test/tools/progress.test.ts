/** A command that is ended ends what it started. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run, step } from '../../tools/progress.mjs';

const progress = join(import.meta.dirname, '..', '..', 'tools', 'progress.mjs');

describe('running other programs', () => {
  it('gives what they printed', async () => {
    assert.equal(await run(process.execPath, ['-e', 'console.log("said")']), 'said\n');
  });

  it('fails with their words when they fail', async () => {
    await assert.rejects(run(process.execPath, ['-e', 'console.error("why"); process.exit(3)']), /ended with code 3\nwhy/);
  });

  it('ends them when it is told to end', async function () {
    this.timeout(20_000);
    const child = 'process.stdout.write(String(process.pid)); setInterval(() => {}, 1000)';
    const program = `import { endChildrenOnSignal, run } from ${JSON.stringify(progress)}; endChildrenOnSignal(); await run(process.execPath, ['-e', ${JSON.stringify(child)}], { show: true });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = await once(parent.stdout, 'data');
    parent.kill('SIGTERM');
    const [code] = await once(parent, 'exit');
    assert.equal(code, 143);
    await assert.rejects(async () => {
      for (let waited = 0; waited < 5000; waited += 50) {
        process.kill(Number(pid), 0);
        await wait(50);
      }
    }, /ESRCH/);
  });

  it('passes on what a step returns and throws', async () => {
    assert.equal(await step('a step of this test', () => 42), 42);
    await assert.rejects(
      step('a step of this test that is meant to fail', () => {
        throw new Error('meant');
      }),
      /meant/,
    );
  });
});
