/** Mails read in a second, beside Sisimai, which reads the same files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Absent, type Figure, measured } from './figures.ts';
import { type CommandLine, inTurn, isInstalled, node } from './processes.ts';

interface MailBench {
  readonly program: string;
  readonly folder: string;
  readonly rounds: number;
  readonly figures: Figure[];
  readonly absent: Absent[];
  /** At least so many are read by one command: of few, starting is a good part; of many, next to nothing. */
  readonly amounts: readonly number[];
}
/** Each command is paid for as a whole, with its start: so does who runs it. */
export async function mailFigures({ program, folder, figures, absent, rounds, amounts }: MailBench, corpus: string): Promise<void> {
  const mails = mailsIn(corpus);
  const version = sisimaiVersion();
  if (version === undefined) absent.push({ name: 'Sisimai', why: 'Perl has no module Sisimai' });
  for (const amount of amounts) {
    const many = mkdtempSync(join(folder, 'mails-'));
    const count = writeRepeated(mails, amount, many);
    const ours = node(program, 'triage', '--format', 'ndjson', many);
    const theirs: readonly CommandLine[] = version === undefined ? [] : [['perl', '-MSisimai', '-e', perl, many]];
    const [own, peer] = await inTurn([ours, ...theirs], rounds);
    rmSync(many, { recursive: true });
    if (!own) continue;
    const rates = (seconds: readonly number[]): readonly number[] => seconds.map((second) => count / second);
    const of = `${amount.toLocaleString('en')} mails and more`;
    figures.push(measured(rates(own.cpu), { name: `triage of ${of}`, unit: 'mails/s', better: 'more' }));
    if (!peer || version === undefined) continue;
    figures.push(measured(rates(peer.cpu), { name: `Sisimai ${version} of ${of}`, unit: 'mails/s' }));
    const ratios = peer.cpu.map((second, round) => second / (own.cpu[round] ?? Number.NaN));
    figures.push(measured(ratios, { name: `triage / Sisimai ${version}, of ${of}`, unit: '×', goal: { least: 5 } }));
  }
}

function mailsIn(corpus: string): readonly Buffer[] {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:eml|txt)$/.test(name));
  const paths = names.sort().map((name) => join(corpus, name));
  const mails = paths.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path));
  if (mails.length === 0) throw new RangeError(`${corpus} holds no mail: no file .eml or .txt`);
  return mails;
}
/** All of them, as often as it takes; how many were written. */
function writeRepeated(mails: readonly Buffer[], least: number, folder: string): number {
  const times = Math.ceil(least / mails.length);
  for (let time = 0; time < times; time++)
    for (const [index, mail] of mails.entries()) writeFileSync(join(folder, `${time}-${index}.eml`), mail);
  return times * mails.length;
}

/** Version 5 says `rise`, those before it `make`. Each mail by itself, so that one it cannot read does not end all. */
const perl = `my $f = Sisimai->can("rise") || Sisimai->can("make"); for my $m (glob("$ARGV[0]/*.eml")) { eval { local $SIG{ALRM} = sub { die }; alarm 5; $f->("Sisimai", $m); alarm 0 } }`;

/** `4.25.15` */
function sisimaiVersion(): string | undefined {
  if (!isInstalled('perl')) return undefined;
  const { status, stdout } = spawnSync('perl', ['-MSisimai', '-e', 'print Sisimai->version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
