/** How well mails are read: a folder with `expected.jsonl`, a line a file, held against the records of the files. */
import { join } from 'node:path';
import type { TriageRecord } from '@bounce-lens/shared';
import { plainAddress, plainWord, readBytes, reasonsOfCause, recordsOf, rowsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';
import { sisimaiWordsOf } from './vocabularies.ts';

interface StatedRow {
  readonly recipient?: string;
  readonly altRecipient?: string;
  readonly status?: string;
  readonly replyCode?: string;
  readonly action?: string;
  /** One word; of the facts' causes a list, any of which is right. */
  readonly reason?: string | readonly string[];
  readonly reasonScheme?: string;
}
interface ReportedRow {
  readonly final?: string;
  readonly original?: string;
  readonly xactual?: string;
  readonly action?: string;
}
export interface ExpectedMail {
  readonly file: string;
  readonly kind: string;
  readonly stated?: readonly StatedRow[];
  /** The report's own fields; empty where the mail is no report. */
  readonly dsn?: readonly ReportedRow[];
}

/** The files that state nothing that can be right or wrong. */
const unscored: ReadonlySet<string> = new Set(['unscored', 'review']);
/** Reasons that are no failure. */
const noFailure: ReadonlySet<string> = new Set(['feedback', 'vacation', 'delivered']);

export function scoreMails(subject: Subject, folder: string, sheet: Sheet): void {
  // Named first, so that the table has them in this order.
  for (const name of [
    'found',
    'found, without a report part',
    'recipient recall',
    'recipient precision',
    ...fields.map(([field]) => field),
  ])
    sheet.add(name, 0, 0);
  for (const name of ['reason, exact', 'reason, family']) sheet.add(name, 0, 0);
  for (const expected of rowsOf<ExpectedMail>(join(folder, 'expected.jsonl'))) {
    if (unscored.has(expected.kind)) continue;
    const found = recordsOf(subject, readBytes(join(folder, expected.file))).filter(isTrouble);
    scoreMail(subject, expected, found, sheet);
  }
}
function isTrouble({ outcome }: TriageRecord): boolean {
  return outcome === 'permanent-failure' || outcome === 'deferral' || outcome === 'delayed-notice';
}

/** One file; `found` are its records of failures and delays. */
export function scoreMail(subject: Subject, expected: ExpectedMail, found: readonly TriageRecord[], sheet: Sheet): void {
  const { file, kind } = expected;
  if (kind !== 'bounce') {
    sheet.add(`false alarms, ${kind}`, found.length > 0);
    if (found[0]) sheet.miss(`${file}: ${kind} taken for a bounce (${found[0].dialect}, ${found[0].reason})`);
    return;
  }
  sheet.add('found', found.length > 0);
  if (!expected.dsn?.length) sheet.add('found, without a report part', found.length > 0);
  const wrong = [
    ...(found.length > 0 ? [] : ['not found']),
    ...scoreRecipients(expected, found, sheet),
    ...scoreFields(expected, found, sheet),
    ...scoreReasons(subject, expected, found, sheet),
  ];
  if (wrong.length > 0) sheet.miss(`${file}: ${wrong.join('; ')}`);
}

function scoreRecipients(expected: ExpectedMail, found: readonly TriageRecord[], sheet: Sheet): readonly string[] {
  const wanted = recipientsOf(expected);
  if (wanted.length === 0) return [];
  const given = [...new Set(found.map(({ recipient }) => plainAddress(recipient)))].filter((address) => address.includes('@'));
  const met = wanted.filter((forms) => given.some((address) => forms.has(address))).length;
  const right = given.filter((address) => wanted.some((forms) => forms.has(address))).length;
  sheet.add('recipient recall', met, wanted.length);
  sheet.add('recipient precision', right, given.length);
  if (met === wanted.length && right === given.length) return [];
  return [`recipients ${given.join(' ') || '-'} for ${wanted.map((forms) => [...forms].join('|')).join(' ')}`];
}
/** Each expected recipient with all forms in which it may be named: as stated, and the report's final, original and actual ones. */
function recipientsOf({ stated = [], dsn = [] }: ExpectedMail): readonly ReadonlySet<string>[] {
  const reported = dsn
    .filter(({ action = '' }) => !/^(?:delivered|relayed|expanded)/i.test(action))
    .map(({ final, original, xactual }) => [final, original, xactual].map(plainAddress).filter((address) => address.includes('@')))
    .filter((forms) => forms.length > 0);
  const named = stated
    .filter(({ recipient }) => recipient?.includes('@'))
    .map(({ recipient, altRecipient }) => [recipient, altRecipient].map(plainAddress));
  if (named.length === 0) return reported.map((forms) => new Set(forms));
  return named.map((forms) => withReported(new Set(forms.filter(Boolean)), reported));
}

function withReported(forms: Set<string>, reported: readonly (readonly string[])[]): ReadonlySet<string> {
  for (const others of reported) if (others.some((form) => forms.has(form))) for (const form of others) forms.add(form);
  return forms;
}

/** How many of `wanted` are met by a value of `given`, each value meeting one. */
function metBy<T>(wanted: readonly ((value: T) => boolean)[], given: readonly T[]): number {
  const left = [...given];
  return wanted.filter((isMet) => {
    const at = left.findIndex(isMet);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

type Field = readonly [
  name: string,
  wantedOf: (row: StatedRow) => string | undefined,
  givenBy: (record: TriageRecord) => string | undefined,
];
const fields: readonly Field[] = [
  ['enhanced status', ({ status }) => status, ({ enhancedStatus }) => enhancedStatus],
  ['reply code', ({ replyCode }) => replyCode, ({ replyCode }) => replyCode],
  [
    'failed or delayed',
    ({ action }) => action && (/delay|transient/i.test(action) ? 'delayed' : 'failed'),
    ({ outcome }) => (outcome === 'permanent-failure' ? 'failed' : 'delayed'),
  ],
];
function scoreFields({ stated = [] }: ExpectedMail, found: readonly TriageRecord[], sheet: Sheet): readonly string[] {
  return fields.flatMap(([name, wantedOf, givenBy]) => {
    const wanted = stated.map(wantedOf).filter((value) => value !== undefined && value !== '');
    if (wanted.length === 0) return [];
    const given = found.map(givenBy);
    const met = metBy(
      wanted.map((value) => (other: string | undefined) => other === value),
      given,
    );
    sheet.add(name, met, wanted.length);
    return met < wanted.length && found.length > 0 ? [`${name}: ${listed(given)} for ${listed(wanted)}`] : [];
  });
}

function scoreReasons(subject: Subject, { stated = [] }: ExpectedMail, found: readonly TriageRecord[], sheet: Sheet): readonly string[] {
  const wanted = stated.flatMap((row) => {
    const words = acceptedWords(subject, row);
    return words ? [{ words, reason: String(row.reason) }] : [];
  });
  if (wanted.length === 0) return [];
  const inOurWords = stated.some(({ reasonScheme }) => reasonScheme === 'facts');
  const given = found.map(({ reason, sisimaiReason }) => plainWord(inOurWords ? reason : sisimaiReason));
  const exact = metBy(
    wanted.map(
      ({ words }) =>
        (word: string) =>
          words.exact.includes(word),
    ),
    given,
  );
  sheet.add('reason, exact', exact, wanted.length);
  sheet.add(
    'reason, family',
    metBy(
      wanted.map(
        ({ words }) =>
          (word: string) =>
            words.family.includes(word),
      ),
      given,
    ),
    wanted.length,
  );
  const rules = found.map(({ rule }) => rule).join(' ');
  return exact < wanted.length && found.length > 0
    ? [`reason: ${listed(given)} (${rules}) for ${listed(wanted.map(({ reason }) => reason))}`]
    : [];
}
function acceptedWords({ knowledge }: Subject, { reason, reasonScheme }: StatedRow) {
  if (reason === undefined || reason.length === 0) return undefined;
  if (typeof reason !== 'string') {
    const words = reason.flatMap((cause) => reasonsOfCause(knowledge, cause));
    return { exact: words, family: words };
  }
  return noFailure.has(reason) ? undefined : sisimaiWordsOf(reasonScheme, reason);
}
function listed(values: readonly (string | undefined)[]): string {
  return [...new Set(values.map((value) => value ?? '-'))].join(' ') || '-';
}
