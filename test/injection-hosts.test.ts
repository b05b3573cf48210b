/**
 * Every injection through what the hosts make of an answer besides showing it: stories, the tree of a triage, one reply for many, samples, rules that
 * are begun, tallies, faults. docs/hostile-input.md has the table.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readStories, storyJson, storyText } from '../cli/src/story.ts';
import { tallyTable } from '../cli/src/tally-table.ts';
import { visibleLine } from '../cli/src/terminal-text.ts';
import { ruleSkeleton } from '../extension/src/rule-skeleton.ts';
import { redactedReplyOf, redactedSampleOf } from '../extension/src/sample-of.ts';
import { replyFor } from '../extension/src/triage/copy-reply.ts';
import { openTally, type TriageRecord, toRecord, type Verdict, visibleText } from '../shared/src/index.ts';
import { readPackFile } from '../shared/src/pack-file.ts';
import { obeysTerminalLaws } from '../tools/fuzz/surface-laws.ts';
import { root } from './house/sources.ts';
import { injections } from './injection-strings.ts';
import { knowledge, lens, texts } from './knowledge.ts';

const flat = (text: string): string => text.replace(/[\r\n]/g, ' ');
const queueIdOf = (index: number): string => `4F55${String(index).padStart(4, '0')}`;
const logOf = (text: string, index: number): string =>
  [
    `Nov 21 10:05:40 mx postfix/smtpd[1]: ${queueIdOf(index)}: client=${flat(text)}[192.0.2.9], sasl_username=${flat(text)}`,
    `Nov 21 10:05:41 mx postfix/cleanup[1]: ${queueIdOf(index)}: message-id=<${flat(text)}@b.example>`,
    `Nov 21 10:05:42 mx postfix/qmgr[1]: ${queueIdOf(index)}: from=<${flat(text)}@a.example>, size=1, nrcpt=1 (queue active)`,
    `Nov 21 10:05:50 mx postfix/smtp[1]: ${queueIdOf(index)}: to=<${flat(text)}@b.example>, relay=${flat(text)}[192.0.2.5]:25, dsn=5.1.1, status=bounced (host ${flat(text)}[192.0.2.5] said: 550 5.1.1 ${flat(text)}: User unknown (in reply to RCPT TO command))`,
    '',
  ].join('\n');
interface Carried {
  readonly id: string;
  readonly text: string;
  readonly log: string;
  readonly queueId: string;
  readonly verdicts: readonly Verdict[];
}
const carried: readonly Carried[] = injections.map(({ id, text }, index) => {
  const log = logOf(text, index);
  return { id, text, log, queueId: queueIdOf(index), verdicts: lens.analyze({ text: log }, { as: 'log' }).verdicts };
});
const records: readonly TriageRecord[] = carried.flatMap(({ verdicts, text }) =>
  verdicts.map((verdict) => toRecord(verdict, { file: `/logs/${text}.log`, line: 1, column: 1 }, knowledge)),
);
/** What turns or hides; of what is copied, its own lines aside. */
const unseen = /(?!\n|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('an injection, in what hosts make of an answer,', () => {
  it('is carried', () => {
    assert.deepEqual(
      carried.filter(({ verdicts }) => verdicts.length === 0).map(({ id }) => id),
      [],
    );
  });

  it('is one visible line of a story, and data in its JSON', async () => {
    const opened = { lens, knowledge, texts };
    for (const { id, log, queueId } of carried) {
      async function* stdin(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(log);
      }
      const read = await readStories({ opened, name: queueId, paths: ['-'], stdin: stdin() });
      const [story] = read.stories;
      assert.ok(story && story.steps.length === 4, `${id}: ${story?.steps.length} steps`);
      const text = storyText(story, read, lens);
      obeysTerminalLaws(text);
      const json = JSON.stringify(storyJson(story, read, opened));
      assert.deepEqual(JSON.parse(json).queueIds, [queueId]);
    }
  });

  it('is visible text in one reply for many, each alone and all together', () => {
    const parts = { knowledge, texts };
    for (const chosen of [...records.map((record) => [record]), records]) {
      const reply = replyFor(chosen, parts);
      assert.notEqual(reply, '');
      assert.doesNotMatch(reply, unseen);
    }
  });

  it('is gone from, or data in, a redacted sample and a rule that is begun of it', () => {
    for (const { id, log, verdicts } of carried) {
      for (const verdict of verdicts) {
        const line = log.split('\n')[3] ?? '';
        assert.equal(redactedSampleOf(verdict, line, knowledge).split('\n').length, 1, id);
        const sample = redactedReplyOf(verdict, knowledge);
        const file = ruleSkeleton({ id: 'ours', writer: 'ours', sample, reason: 'user-unknown', comment: `x ${log}` });
        const { pack, faults } = readPackFile('ours', file, knowledge);
        const strange = faults.filter(({ message }) => !/phrase|sample|says/i.test(message));
        assert.deepEqual(strange, [], `${id}: ${file}`);
        assert.ok(pack === undefined || pack.rules.length === 1, id);
      }
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  it('is a visible line in a tally for people, and in a fault', () => {
    const tally = openTally();
    for (const record of records) tally.add(record);
    obeysTerminalLaws(tallyTable(tally.result()));
    for (const { text } of injections) {
      const fault = visibleLine(`${text}: could not be read`);
      obeysTerminalLaws(fault);
      assert.doesNotMatch(fault, /\n/);
    }
  });

  describe('in the tree of a triage', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-tree-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('is text of a label, a description, a tooltip, and of what a screen reader says', async () => {
      const { treeItem } = await treeItemsWithout(folder);
      const page = { records, faults: [], stories: [] };
      const nodes: readonly object[] = [
        ...records.map((_, index) => ({ kind: 'record', index })),
        ...injections.map(({ text }) => ({
          kind: 'group' as const,
          section: 'undelivered' as const,
          group: { value: text },
          members: [0],
        })),
        ...injections.map(({ text }) => ({ kind: 'fault', fault: { name: text, fault: 'gone', detail: text } })),
      ];
      for (const node of nodes) {
        const item = treeItem(node, { page, by: 'domain' }, texts);
        for (const said of [item.label, item.description ?? '', item.tooltip ?? '', item.accessibilityInformation?.label ?? '']) {
          assert.equal(typeof said, 'string', 'Markdown would be an object');
          assert.doesNotMatch(said, unseen, JSON.stringify(said));
        }
        assert.equal(item.label, visibleText(item.label));
      }
      assert.ok(nodes.length > 2 * injections.length);
    });
  });
});

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly accessibilityInformation?: { readonly label: string };
}
/** As the window has it, with as much of VS Code as it makes its items of. */
async function treeItemsWithout(folder: string): Promise<{ treeItem(node: unknown, state: unknown, texts: unknown): Item }> {
  const stub = join(folder, 'vscode.mjs');
  writeFileSync(
    stub,
    `export class ThemeColor {} export class ThemeIcon {} export const TreeItemCollapsibleState = {};
    export class TreeItem { constructor(label) { this.label = label; } }
    export const env = { language: 'en' };
    export const l10n = { t: (message, ...values) => message.replace(/\\{(\\d)\\}/g, (_, index) => values[index]) };`,
  );
  const outfile = join(folder, 'tree.mjs');
  await build({
    entryPoints: [join(root, 'extension/src/triage/tree-items.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    alias: { vscode: stub },
    logLevel: 'warning',
  });
  return import(outfile);
}
