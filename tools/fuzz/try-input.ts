/** One input, read and shown as a host does, under all laws. */
import { type Found, faultsIn, recordsIn } from '../../cli/src/findings.ts';
import { readRecords } from '../../cli/src/read-records.ts';
import { createLens, type Lens, withPacks } from '../../shared/src/index.ts';
import { readPackFile } from '../../shared/src/pack-file.ts';
import type { FuzzInput } from './inputs.ts';
import { lawful, obeysDataLaws, obeysMemoryLaws, obeysReadingLaws, obeysWindowLaws } from './laws.ts';
import { obeysMemoryOfLogs, obeysRedactionLaws, obeysStoryLaws, obeysStreamLaws, obeysTallyLaws } from './log-laws.ts';
import { obeysSurfaceLaws, type Surfaces } from './surface-laws.ts';

/** Prose is made for so many verdicts of one input: more of them find the same. */
const explained = { reading: 0, showing: 1, everything: 5 } as const;
/** How much is asked of an input: showing costs more than reading does, and reading twice. */
export type Depth = keyof typeof explained;

/** What inputs are read with. */
export interface Lenses extends Surfaces {
  /** Has read other texts than `lens`, and fewer. */
  readonly younger: Lens;
}

/** @throws where a law is broken. */
export async function tryInput(surfaces: Lenses, input: FuzzInput, depth: Depth): Promise<void> {
  switch (input.kind) {
    case 'file':
      return tryFile(surfaces, input.text, depth);
    case 'pack':
      return tryPack(surfaces, input.text);
    case 'bytes':
      return tryBytes(surfaces, input.text, depth);
    case 'text':
      return trySource(surfaces, { text: input.text }, depth);
    case 'selection':
      return trySource(surfaces, { text: input.text, as: 'text' }, depth);
    case 'log':
      return trySource(surfaces, { text: input.text, as: 'log' }, depth);
    default:
      return input.kind satisfies never;
  }
}

interface Told {
  readonly text: string;
  readonly bytes?: Uint8Array;
  readonly as?: 'log' | 'text';
}
function trySource(surfaces: Lenses, { as, ...source }: Told, depth: Depth): void {
  const { lens } = surfaces;
  const analysis = lens.analyze(source, as && { as });
  obeysReadingLaws(source, analysis);
  for (const verdict of analysis.verdicts.slice(0, explained[depth])) obeysSurfaceLaws(surfaces, verdict);
  if (depth !== 'everything') return;
  obeysDataLaws(lens, source, analysis, as);
  obeysMemoryLaws(surfaces, source, as);
  if (as !== 'log') return;
  obeysWindowLaws(lens, source, analysis);
  obeysStreamLaws(surfaces, source.text);
  obeysTallyLaws(surfaces, source.text);
  obeysMemoryOfLogs(surfaces, source.text);
  obeysStoryLaws(surfaces, source.text, analysis.verdicts);
  obeysRedactionLaws(source.text, analysis.verdicts);
}
function tryBytes(surfaces: Lenses, latin1: string, depth: Depth): void {
  const bytes = Buffer.from(latin1, 'latin1');
  trySource(surfaces, { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), bytes }, depth);
}

/** What the command line reads, in pieces as a disk gives them. */
async function tryFile({ lens, knowledge }: Surfaces, latin1: string, depth: Depth): Promise<void> {
  const bytes = Buffer.from(latin1, 'latin1');
  const whole = await recordsOf({ lens, knowledge, bytes, step: bytes.length + 1 });
  lawful(whole.length > 0, () => 'a file without an event gives one record that says so, or a fault');
  if (depth !== 'everything') return;
  if (whole.some((one) => 'fault' in one)) return;
  const pieces = await recordsOf({ lens, knowledge, bytes, step: 7 });
  lawful(
    JSON.stringify(pieces) === JSON.stringify(whole),
    () => `read in pieces it tells something else: ${JSON.stringify(pieces)} and not ${JSON.stringify(whole)}`,
  );
}
type Reading = Pick<Surfaces, 'lens' | 'knowledge'> & { readonly bytes: Buffer; readonly step: number };
async function recordsOf({ lens, knowledge, bytes, step }: Reading): Promise<readonly Found[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }
  const found: Found[] = [];
  const input = { name: 'x', bytes: chunks(), modified: new Date(0) };
  for await (const findings of readRecords(input, { lens, knowledge, all: true }))
    found.push(...recordsIn(findings), ...faultsIn(findings));
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
  const [lens, younger] = [createLens(extended), createLens(extended)];
  const surfaces = { lens, younger, knowledge: extended.knowledge, texts: extended.texts, isTeams: true } as const;
  trySource(surfaces, { text: '550 Account is on ice' }, 'showing');
  trySource(surfaces, { text: '552 5.2.2 Mailbox full <kim@example.com>' }, 'showing');
}
