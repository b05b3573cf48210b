/**
 * How well single log lines are read, against what other parsers' own tests say of them.
 *
 *     npx tsx tools/score-logs.ts --corpus DIR [--misses]
 *
 * DIR holds JSON lines: `exim-testsuite-logs.jsonl` (`line`, `event`: failed or deferred, `address`), and `postfix-grok-patterns.jsonl` and
 * `postfix-parser.jsonl` (`line`, `fields`: the names their parsers give). Counts stand beside per cents; lines that tell of no delivery must give none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLens, type Knowledge, type Texts } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import texts from '@bounce-lens/shared/texts/en.json' with { type: 'json' };

interface Row {
  readonly line?: string;
  readonly event?: string;
  readonly address?: string | null;
  readonly fields?: Readonly<Record<string, unknown>> | null;
  readonly file?: string;
  readonly name?: string | null;
}
type Facts = Readonly<Record<string, string>>;

const { values } = parseArgs({ options: { corpus: { type: 'string' }, misses: { type: 'boolean' } } });
const lens = createLens({ knowledge: knowledge as unknown as Knowledge, texts: texts as unknown as Texts });
const totals = new Map<string, { right: number; of: number }>();
const misses: string[] = [];

function count(name: string, right: boolean, miss: string): void {
  const total = totals.get(name) ?? { right: 0, of: 0 };
  totals.set(name, { right: total.right + (right ? 1 : 0), of: total.of + 1 });
  if (!right) misses.push(`${name}: ${miss}`);
}
function rowsOf(corpus: string, file: string): readonly Row[] {
  const path = join(corpus, file);
  if (!existsSync(path)) {
    console.log(`${file} is not in ${corpus}: not scored`);
    return [];
  }
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line): Row => JSON.parse(line));
}
/** The facts of the first event of a line, and its outcome. */
function read(line: string): Facts | undefined {
  const [verdict] = lens.analyze({ text: line }, { as: 'log' }).verdicts;
  if (!verdict) return undefined;
  const { evidence } = verdict.finding.event;
  return { ...Object.fromEntries([...evidence].reverse().map(({ kind, value }) => [kind, value])), outcome: verdict.finding.outcome };
}

function scoreExim(rows: readonly Row[]): void {
  for (const { line = '', event, address } of rows) {
    const facts = read(line);
    const outcome = event === 'failed' ? 'permanent-failure' : 'deferral';
    count('exim lines: outcome', facts?.outcome === outcome, `${facts?.outcome} for ${line}`);
    if (address) count('exim lines: address', facts?.['final-recipient'] === address.replace(/:$/, ''), `${facts?.['final-recipient']} for ${address}: ${line}`);
  }
}

/** Their names of the fields we carry, with ours; the value is compared as text. */
const carried: Readonly<Record<string, readonly string[]>> = {
  'queue-id': ['postfix_queueid', 'qid'],
  'final-recipient': ['postfix_to', 'to'],
  'original-recipient': ['postfix_orig_to', 'orig_to'],
  'envelope-sender': ['postfix_from', 'from'],
  'remote-mta': ['postfix_relay_hostname'],
  'remote-ip': ['postfix_relay_ip'],
  'dsn-status': ['postfix_dsn', 'dsn'],
  'reply-code': ['postfix_status_code'],
  'enhanced-status': ['postfix_status_code_enhanced'],
};
/** Their patterns are tested on the words behind `postfix/…[pid]: `; the daemon is in the pattern's name. */
function asLogLine(line: string, file: string | undefined): string {
  const named = /^[a-z]+/.exec(file ?? '')?.[0] ?? 'smtp';
  const daemon = ['smtpd', 'qmgr', 'cleanup', 'postscreen', 'bounce', 'local', 'pipe', 'lmtp', 'virtual'].find((one) => one === named) ?? 'smtp';
  return /postfix/.test(line.slice(0, 80)) ? line : `Nov 21 10:05:50 mx postfix/${daemon}[5501]: ${line}`;
}
function scorePostfix(name: string, rows: readonly Row[]): void {
  for (const { line, fields, file } of rows) {
    if (!line || !fields) continue;
    const facts = read(asLogLine(line, file));
    const tells = /\bstatus=|\breject: |: host \S+ (?:said|refused to talk to me): /.test(line);
    count(`${name}: told or not`, tells === (facts !== undefined), `${facts ? 'an event' : 'nothing'} for ${line}`);
    if (!facts) continue;
    for (const [ours, theirs] of Object.entries(carried)) {
      const want = theirs.map((key) => fields[key]).find((value) => value !== undefined);
      if (want === undefined || want === '' || want === 'none' || want === 'NOQUEUE') continue;
      const same = facts[ours] === String(want).replace(/^<|>$/g, '');
      count(`${name}: ${ours}`, same, `${facts[ours]} for ${String(want)}: ${line}`);
    }
  }
}

const { corpus } = values;
if (corpus === undefined) {
  console.error('Say where the lines are: --corpus DIR (exim-testsuite-logs.jsonl, postfix-grok-patterns.jsonl, postfix-parser.jsonl).');
  process.exitCode = 2;
} else {
  scoreExim(rowsOf(corpus, 'exim-testsuite-logs.jsonl'));
  for (const name of ['postfix-grok-patterns', 'postfix-parser']) scorePostfix(name, rowsOf(corpus, `${name}.jsonl`));
  if (values.misses) console.log(misses.join('\n'));
  for (const [name, { right, of }] of totals) console.log(`${name.padEnd(44)} ${((100 * right) / of).toFixed(1)} %  (${right} of ${of})`);
}
