/** Is what triage found in the bench's log what was put into it? All counted, some looked at. */
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Stated } from './postfix-log.ts';

interface Sampled {
  readonly line: number;
  /** What the line must hold. */
  readonly words: readonly string[];
}
/** Every so many records, one is held against its line. */
const sampleEvery = 97;

/** What is wrong, in words; empty where all is right. */
export async function checkAnswers(
  { program, log }: { readonly program: string; readonly log: string },
  stated: Stated,
): Promise<readonly string[]> {
  const counts = new Map<string, number>();
  const samples = new Map<number, Sampled>();
  let records = 0;
  const child = spawn(process.execPath, [program, 'triage', '--format', 'ndjson', log], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of createInterface({ input: child.stdout })) {
    const record: Readonly<Record<string, unknown>> = JSON.parse(text);
    const name = [record['outcome'], record['fate'], record['direction']].filter((word) => word !== undefined).join(' ');
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (records++ % sampleEvery === 0) samples.set(Number(record['line']), sampleOf(record));
  }
  const expected: Readonly<Record<string, number>> = {
    'permanent-failure outbound': stated.bounced,
    'permanent-failure expired outbound': stated.expired,
    'permanent-failure inbound': stated.rejectedForGood,
    'deferral inbound': stated.rejectedForNow,
    'deferral delivered-later outbound': stated.deliveredLater,
    'deferral pending outbound': stated.pending,
  };
  const miscounted = Object.entries(expected).filter(([name, count]) => (counts.get(name) ?? 0) !== count);
  return [
    ...miscounted.map(([name, count]) => `${name}: ${counts.get(name) ?? 0} found, ${count} put in`),
    ...(await missing(log, samples)),
    ...(samples.size === 0 ? ['nothing was found'] : []),
  ];
}
function sampleOf(record: Readonly<Record<string, unknown>>): Sampled {
  const words = ['queueId', 'recipient', 'diagnosticText'].flatMap((key) => (typeof record[key] === 'string' ? [String(record[key])] : []));
  return { line: Number(record['line']), words };
}
async function missing(log: string, samples: ReadonlyMap<number, Sampled>): Promise<readonly string[]> {
  const faults: string[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(log) })) {
    line++;
    for (const word of samples.get(line)?.words ?? []) if (!text.includes(word)) faults.push(`line ${line} does not say “${word}”`);
  }
  return faults;
}
