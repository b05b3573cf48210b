/** Mails read in a second, beside Sisimai, which reads them too. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Absent, type Figure, measured } from './figures.ts';
import { inTurn, isInstalled, node } from './processes.ts';

interface MailBench {
  readonly program: string;
  readonly folder: string;
  readonly rounds: number;
  readonly figures: Figure[];
  readonly absent: Absent[];
}
/** So many are read at once: starting is a small part of it. */
const least = 2_000;

export async function mailFigures({ program, folder, figures, absent, rounds }: MailBench, corpus: string): Promise<void> {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:eml|txt)$/.test(name));
  const mails = names.map((name) => join(corpus, name)).filter((path) => statSync(path).isFile());
  const repeated = Array.from({ length: Math.ceil(least / mails.length) }, () => mails).flat();
  const many = mkdtempSync(join(folder, 'mails-'));
  for (const [index, path] of repeated.entries()) writeFileSync(join(many, `${index}.eml`), readFileSync(path));
  const one = mkdtempSync(join(folder, 'mail-'));
  writeFileSync(join(one, '0.eml'), readFileSync(mails[0] ?? ''));
  const version = sisimaiVersion();
  if (version === undefined) absent.push({ name: 'Sisimai', why: 'Perl has no module Sisimai' });
  // Starting costs the same for one and for many: what many cost more is the mails' own, with either.
  const ours = [one, many].map((path) => node(program, 'triage', '--format', 'ndjson', path));
  const theirs = version === undefined ? [] : [one, many].map((path) => ['perl', '-MSisimai', '-e', perl, path] as const);
  const [ourStart, ourAll, theirStart, theirAll] = await inTurn([...ours, ...theirs], rounds);
  if (!ourStart || !ourAll) return;
  const seconds = ourAll.cpu.map((cpu, round) => cpu - (ourStart.cpu[round] ?? 0));
  const rates = seconds.map((second) => repeated.length / second);
  figures.push(measured(rates, { name: `mails (${mails.length}, repeated)`, unit: 'mails/s', better: 'more' }));
  if (!theirStart || !theirAll) return;
  const peer = theirAll.cpu.map((cpu, round) => cpu - (theirStart.cpu[round] ?? 0));
  const peerRates = peer.map((second) => repeated.length / second);
  figures.push(measured(peerRates, { name: `Sisimai ${version}`, unit: 'mails/s' }));
  const ratios = peer.map((second, round) => second / (seconds[round] ?? Number.NaN));
  figures.push(measured(ratios, { name: `mails / Sisimai ${version}`, unit: '×', goal: { least: 5 } }));
}

/** Version 5 says `rise`, those before it `make`. Each mail by itself, so that one it cannot read does not end all. */
const perl = `my $f = Sisimai->can("rise") || Sisimai->can("make"); for my $m (glob("$ARGV[0]/*.eml")) { eval { local $SIG{ALRM} = sub { die }; alarm 5; $f->("Sisimai", $m); alarm 0 } }`;

function sisimaiVersion(): string | undefined {
  if (!isInstalled('perl')) return undefined;
  const { status, stdout } = spawnSync('perl', ['-MSisimai', '-e', 'print Sisimai->version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
