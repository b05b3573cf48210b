/** What can go wrong beneath the extension: a thread that is killed, a disk that is full. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openThread, readInThread } from '../../extension/node/read-in-thread.ts';
import type { FileToRead, ReadEvent } from '../../extension/src/triage/job.ts';
import { saveWhole, type WholeFiles } from '../../extension/src/triage/save-whole.ts';

const file: FileToRead = { uri: 'file:///mail.log', name: 'mail.log', isFollowed: false };

/** A thread that tells of one record, then dies as the request says. */
const dying = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ path }) => {
  parentPort.postMessage({ kind: 'found', records: [], later: [], bytes: 1 });
  if (path === 'exit') setTimeout(() => process.exit(7), 20);
  else if (path === 'throw') setTimeout(() => { throw new Error('out of luck'); }, 20);
  else if (path === 'memory') { const held = []; for (;;) held.push(new Array(1e6).fill(path)); }
  else if (path !== 'never') parentPort.postMessage(undefined);
});`;
const start = (): Worker => new Worker(dying, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 40 } });

async function allOf(events: AsyncIterable<ReadEvent>): Promise<readonly ReadEvent[]> {
  const all: ReadEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('a thread that is killed while it reads', function () {
  this.timeout(20_000);
  for (const [death, told] of Object.entries({ exit: /ended \(7\)/, throw: /out of luck/, memory: /memory/i })) {
    it(`by ${death}: what it told is kept, the file has a fault, the next file is read`, async () => {
      const thread = openThread(start);
      const events = await allOf(readInThread(thread.get(), { file, path: death }, () => false));
      const [found, fault] = events;
      assert.equal(found?.kind, 'found');
      assert.ok(fault?.kind === 'fault' && told.test(fault.detail ?? ''), JSON.stringify(fault));
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(await allOf(readInThread(thread.get(), { file, path: 'well' }, () => false)), [found]);
      thread.end();
    });
  }

  it('from outside', async () => {
    const thread = openThread(start);
    const reading = allOf(readInThread(thread.get(), { file, path: 'never' }, () => false));
    await new Promise((resolve) => setTimeout(resolve, 200));
    thread.end();
    assert.deepEqual(
      (await reading).map(({ kind }) => kind),
      ['found', 'fault'],
    );
  });
});

describe('an export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-export-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const onDisk: WholeFiles<string> = { write: (place, bytes) => writeFile(place, bytes), rename, remove: (place) => rm(place) };
  /** It takes half, then it is full. */
  const full: WholeFiles<string> = {
    ...onDisk,
    write: async (place, bytes) => {
      await writeFile(place, bytes.subarray(0, bytes.length / 2));
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    },
  };
  const place = join(folder, 'bounces.csv');
  const where = { place, beside: `${place}.part` };

  it('is there whole', async () => {
    await saveWhole(onDisk, where, Buffer.from('first'));
    assert.deepEqual([readFileSync(place, 'utf8'), readdirSync(folder)], ['first', ['bounces.csv']]);
  });
  it('onto a full disk leaves what was there, and nothing half', async () => {
    await assert.rejects(saveWhole(full, where, Buffer.from('second')), /no space left/);
    assert.deepEqual([readFileSync(place, 'utf8'), readdirSync(folder)], ['first', ['bounces.csv']]);
    rmSync(place);
    await assert.rejects(saveWhole(full, where, Buffer.from('second')));
    assert.equal(existsSync(place), false);
  });
  it('that cannot be renamed leaves nothing beside it', async () => {
    writeFileSync(place, 'first');
    const stuck = { ...onDisk, rename: () => Promise.reject(new Error('busy')) };
    await assert.rejects(saveWhole(stuck, where, Buffer.from('second')), /busy/);
    assert.deepEqual([readFileSync(place, 'utf8'), readdirSync(folder)], ['first', ['bounces.csv']]);
  });
});
