/** One input, read and shown as a host does, under all laws. */
import { readRecords } from '../../cli/src/read-records.ts';
import { createLens, withPacks } from '../../shared/src/index.ts';
import { readPackFile } from '../../shared/src/pack-file.ts';
import type { FuzzInput } from './inputs.ts';
import { lawful, obeysDataLaws, obeysReadingLaws, obeysWindowLaws } from './laws.ts';
import { obeysSurfaceLaws, type Surfaces } from './surface-laws.ts';

/** Prose is made for so many verdicts of one input: more of them find the same. */
const explained = 3;

/** @throws where a law is broken. `thorough`: also the laws that cost more than reading does. */
export async function tryInput(surfaces: Surfaces, input: FuzzInput, thorough: boolean): Promise<void> {
  switch (input.kind) {
    case 'file':
      return tryFile(surfaces, input.text, thorough);
    case 'pack':
      return tryPack(surfaces, input.text);
    case 'bytes':
      return tryBytes(surfaces, input.text, thorough);
    case 'text':
      return trySource(surfaces, { text: input.text }, thorough);
    case 'selection':
      return trySource(surfaces, { text: input.text, as: 'text' }, thorough);
    case 'log':
      return trySource(surfaces, { text: input.text, as: 'log' }, thorough);
    default:
      return input.kind satisfies never;
  }
}

interface Told {
  readonly text: string;
  readonly bytes?: Uint8Array;
  readonly as?: 'log' | 'text';
}
function trySource(surfaces: Surfaces, { as, ...source }: Told, thorough: boolean): void {
  const { lens } = surfaces;
  const analysis = lens.analyze(source, as && { as });
  obeysReadingLaws(source, analysis);
  for (const verdict of analysis.verdicts.slice(0, explained)) obeysSurfaceLaws(surfaces, verdict);
  if (!thorough) return;
  obeysDataLaws(lens, source, analysis, as);
  if (as === 'log') obeysWindowLaws(lens, source, analysis);
}
function tryBytes(surfaces: Surfaces, latin1: string, thorough: boolean): void {
  const bytes = Buffer.from(latin1, 'latin1');
  trySource(surfaces, { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), bytes }, thorough);
}

/** What the command line reads, in pieces as a disk gives them. */
async function tryFile({ lens, knowledge }: Surfaces, latin1: string, thorough: boolean): Promise<void> {
  const bytes = Buffer.from(latin1, 'latin1');
  const whole = await recordsOf({ lens, knowledge, bytes, step: bytes.length + 1 });
  lawful(whole.length > 0, () => 'a file without an event gives one record that says so, or a fault');
  if (!thorough) return;
  const pieces = await recordsOf({ lens, knowledge, bytes, step: 7 });
  lawful(
    JSON.stringify(pieces) === JSON.stringify(whole),
    () => `read in pieces it tells something else: ${JSON.stringify(pieces)} and not ${JSON.stringify(whole)}`,
  );
}
type Reading = Pick<Surfaces, 'lens' | 'knowledge'> & { readonly bytes: Buffer; readonly step: number };
async function recordsOf({ lens, knowledge, bytes, step }: Reading): Promise<readonly unknown[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const found: unknown[] = [];
  const input = { name: 'x', bytes: chunks(), modified: new Date(0) };
  for await (const one of readRecords(input, { lens, knowledge, all: true })) found.push(one);
  return found;
}

function tryPack({ knowledge, texts }: Surfaces, text: string): void {
  const { pack, faults } = readPackFile('team', text, knowledge);
  lawful((pack === undefined) === faults.length > 0, () => 'either a sound pack or faults, never both');
  const lines = text.split(/\r\n|[\r\n]/).length + 1;
  for (const { start, end, message } of faults) {
    lawful(
      message !== '' && start.line >= 1 && start.column >= 1 && end.line <= lines,
      () => `a fault at no place: ${JSON.stringify({ start, end, message })}`,
    );
  }
  if (pack === undefined) return;
  const extended = withPacks(knowledge, texts, [pack]);
  const lens = createLens(extended);
  const surfaces = { lens, knowledge: extended.knowledge, texts: extended.texts };
  trySource(surfaces, { text: '550 Account is on ice' }, false);
  trySource(surfaces, { text: '552 5.2.2 Mailbox full <kim@example.com>' }, false);
}
