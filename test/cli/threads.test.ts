/** Threads that die: their task is given to another, once. */
import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { openThreads } from '../../cli/src/log/threads.ts';

/** Answers each number with its double, one after the other; 13 kills it, always or, in the first of threads, once. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  let done = Promise.resolve();
  parentPort.on('message', (n) => {
    done = done.then(async () => {
      if (n === 13 && workerData.dies) process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, n % 5));
      parentPort.postMessage(2 * n);
    });
  });
`;

function threadsThatDie(isDying: (born: number) => boolean) {
  let born = 0;
  const threads = openThreads<number, number>(3, () => new Worker(program, { eval: true, workerData: { dies: isDying(born++) } }));
  return { threads, born: () => born };
}

describe('worker threads', function () {
  this.timeout(30_000);

  it('answer all tasks, each its own', async () => {
    const { threads, born } = threadsThatDie(() => false);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => threads.run(n)));
    assert.deepEqual(
      answers,
      Array.from({ length: 50 }, (_, n) => 2 * n),
    );
    assert.equal(born(), 3);
    await threads.close();
  });

  it('are replaced when they die, and their task is done all the same', async () => {
    const { threads } = threadsThatDie((born) => born === 0);
    const answers = await Promise.all(Array.from({ length: 40 }, () => threads.run(13)));
    assert.ok(answers.every((answer) => answer === 26));
    await threads.close();
  });

  it('give a task up that kills whoever takes it, and go on with the others', async () => {
    const { threads } = threadsThatDie(() => true);
    const answers = await Promise.allSettled([1, 13, 2, 13, 3].map((n) => threads.run(n)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
    );
    await threads.close();
  });
});
