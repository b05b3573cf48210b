/** Bytes or text → records and answers, by the core itself and in the order in which the command line gives them. */
import { existsSync, readFileSync } from 'node:fs';
import {
  attemptOf,
  type Knowledge,
  type Lens,
  type Source,
  type TriageRecord,
  tellStories,
  toRecord,
  withStories,
} from '@bounce-lens/shared';
import { lineColumns } from '../../shared/src/containers/line-columns.ts';
import { sourceOf } from '../../shared/src/containers/source-of.ts';

/** What every part of the scoring needs. */
export interface Subject {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
}

export function readBytes(path: string): Source {
  return sourceOf(readFileSync(path), path);
}
/** The records of a source; deliveries among them. */
export function recordsOf({ lens, knowledge }: Subject, source: Source, as?: 'log'): readonly TriageRecord[] {
  const { kind, verdicts } = lens.analyze(source, as && { as });
  const stories = kind === 'log' ? tellStories(verdicts.map(attemptOf)) : [];
  const places = lineColumns(
    source.text,
    verdicts.map(({ finding }) => finding.anchor.start),
  );
  const records = verdicts.map((verdict, index) => {
    const { line = 0, column = 0 } = places[index] ?? {};
    return toRecord(verdict, { file: source.name ?? '', line: line + 1, column: column + 1 }, knowledge);
  });
  return [...withStories(records, stories)];
}

/** Rows of JSON lines. They state what their reader asks for: a corpus is trusted to keep its own format. */
export function rowsOf<Row>(path: string): readonly Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line));
}
/** Those of `paths` that are not there. */
export function missingOf(...paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !existsSync(path));
}

/** An address without its brackets; addresses are compared in lower case. */
export function plainAddress(text: string | null | undefined): string {
  return (text ?? '').trim().replace(/^<|>$/g, '').toLowerCase();
}
/** A word without what vocabularies put between its parts: `user_unknown`, `user-unknown`, `UserUnknown`. */
export function plainWord(text: string | null | undefined): string {
  return plainAddress(text).replace(/[-_ ]/g, '');
}
/** The reasons that a cause of the facts may be: those that name it as alias, and that of its own name; the word itself where none does. */
export function reasonsOfCause({ reasons }: Knowledge, cause: string): readonly string[] {
  const word = plainWord(cause);
  const found = reasons
    .filter(({ id, aliases }) => [id, ...aliases.facts].some((name) => plainWord(name) === word))
    .map(({ id }) => plainWord(id));
  return found.length > 0 ? found : [word];
}
