/** How well whole logs are read: every recipient that failed or was deferred, with its answer; and nobody else. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TriageRecord } from '@bounce-lens/shared';
import { missingOf, plainAddress, plainWord, readBytes, reasonsOfCause, recordsOf, rowsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';

/** What happened to one recipient in one log; a code or reason only where the log shows it. */
export interface ExpectedFate {
  readonly log: string;
  readonly recipient: string;
  readonly scenario?: string;
  readonly failed: boolean;
  readonly temporary: boolean;
  readonly replyCode?: string;
  readonly status?: string;
  /** Causes of the facts, any of which is right. */
  readonly reason?: readonly string[];
}

export function scoreLogs(subject: Subject, folder: string, sheet: Sheet): void {
  const expected = rowsOf<ExpectedFate>(join(folder, 'expected-log.jsonl'));
  const others = otherFailures(join(folder, 'expected-log-others.json'));
  for (const log of new Set(expected.map((row) => row.log))) {
    const records = recordsOf(subject, readBytes(join(folder, log)));
    const rows = expected.filter((row) => row.log === log);
    for (const row of rows) scoreFate(subject, row, records, sheet);
    scoreStrangers(log, records, [...rows.filter(({ failed }) => failed).map(({ recipient }) => recipient), ...(others[log] ?? [])], sheet);
  }
}
/** Addresses that fail in a log besides those that are expected. */
function otherFailures(path: string): Readonly<Record<string, readonly string[]>> {
  return missingOf(path).length > 0 ? {} : JSON.parse(readFileSync(path, 'utf8'));
}

function scoreFate(subject: Subject, expected: ExpectedFate, records: readonly TriageRecord[], sheet: Sheet): void {
  const { log, recipient, scenario = '', replyCode, status } = expected;
  const own = records.filter((record) => plainAddress(record.recipient) === plainAddress(recipient));
  const hits = own.filter(({ outcome }) =>
    expected.failed && !expected.temporary ? outcome === 'permanent-failure' : outcome !== 'delivered',
  );
  sheet.add(`${log}: recipients found`, hits.length > 0);
  if (hits.length === 0) {
    sheet.miss(`${log}: ${recipient} (${scenario}): ${own.map(({ outcome }) => outcome).join(' ') || 'nothing'}`);
    return;
  }
  const check = (name: string, wanted: readonly string[], given: (record: TriageRecord) => string | undefined): void => {
    if (wanted.length === 0) return;
    const right = hits.some((record) => wanted.includes(given(record) ?? ''));
    sheet.add(`${log}: ${name}`, right);
    if (!right) sheet.miss(`${log}: ${recipient} (${scenario}): ${name} ${hits.map(given).join(' ')} for ${wanted.join('|')}`);
  };
  check('reply code', replyCode ? [replyCode] : [], (record) => record.replyCode);
  check('enhanced status', status ? [status] : [], (record) => record.enhancedStatus);
  const reasons = (expected.reason ?? []).flatMap((cause) => reasonsOfCause(subject.knowledge, cause));
  check('reason', reasons, ({ reason }) => plainWord(reason));
}

/** Recipients said to have failed for good that did not. */
function scoreStrangers(log: string, records: readonly TriageRecord[], known: readonly string[], sheet: Sheet): void {
  const failed = new Set(records.filter(({ outcome }) => outcome === 'permanent-failure').map(({ recipient }) => plainAddress(recipient)));
  failed.delete('');
  const failing = new Set(known.map(plainAddress));
  const strangers = [...failed].filter((address) => !failing.has(address));
  sheet.add(`${log}: false alarms`, strangers.length, failed.size);
  for (const address of strangers) sheet.miss(`${log}: ${address} did not fail for good`);
}
