/**
 * Every injection through every surface that has no window of its own. In real browsers and the real VS Code: e2e/browser/injection.test.ts and
 * e2e/vscode/injection.test.ts. docs/hostile-input.md has the table.
 */
import assert from 'node:assert/strict';
import MarkdownIt, { type Token } from 'markdown-it';
import { renderAnswer as renderTerminal } from '../cli/src/render-answer.ts';
import { openTable } from '../cli/src/table.ts';
import { renderAnswer as renderHover } from '../extension/src/render-markdown.ts';
import {
  csvColumns,
  csvLine,
  makeReport,
  recordsMarkdown,
  reportMarkdown,
  reportPage,
  type TriageRecord,
  toRecord,
  type Verdict,
} from '../shared/src/index.ts';
import { readPackFile } from '../shared/src/pack-file.ts';
import { cellsOf, obeysHoverLaws, obeysTerminalLaws } from '../tools/fuzz/surface-laws.ts';
import { injections } from './injection-strings.ts';
import { knowledge, lens, texts } from './knowledge.ts';

/** In one line, as a log and a header have it. */
const flat = (text: string): string => text.replace(/[\r\n]/g, ' ');
const encodedWord = (text: string): string => `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`;

/** Where in a text a stranger may write: the reply, addresses, hosts, headers, a part that is encoded. */
const carriers: Readonly<Record<string, (text: string) => string>> = {
  'a pasted reply': (text) => `550 5.1.1 ${text}: User unknown ${text}`,
  'a log line': (text) =>
    `Nov 21 10:05:50 mx postfix/smtp[1]: 4F5501: to=<${flat(text)}@b.example>, relay=${flat(text)}[192.0.2.5]:25, dsn=5.1.1, status=bounced (host ${flat(text)}[192.0.2.5] said: 550 5.1.1 ${flat(text)}: User unknown (in reply to RCPT TO command))`,
  'a report': (text) =>
    [
      'From: MAILER-DAEMON@mail.example.org',
      `Subject: ${encodedWord(text)}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; ${flat(text)}`,
      '',
      `Final-Recipient: rfc822; ${flat(text)}`,
      `Original-Recipient: rfc822; ${flat(text)}@b.example`,
      'Action: failed',
      'Status: 5.1.1',
      `Remote-MTA: dns; ${flat(text)}`,
      `Diagnostic-Code: smtp; 550 5.1.1 ${flat(text)} User unknown`,
      '',
      '--b--',
    ].join('\n'),
  'a bounce in base64': (text) =>
    [
      'From: MAILER-DAEMON@mail.example.org',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(`<kim@example.com>: host mx.example.com[192.0.2.5] said: 550 5.1.1 ${text} User unknown`).toString('base64'),
    ].join('\n'),
};

interface Carried {
  readonly name: string;
  readonly text: string;
  readonly verdicts: readonly Verdict[];
}
const carried: readonly Carried[] = injections.flatMap(({ id, text }) =>
  Object.entries(carriers).map(([carrier, carry]): Carried => {
    const whole = carry(text);
    return { name: `${id} in ${carrier}`, text: whole, verdicts: lens.analyze({ text: whole }).verdicts };
  }),
);
const records: readonly TriageRecord[] = carried.flatMap(({ verdicts }) =>
  verdicts.map((verdict) => toRecord(verdict, { file: injections[0]?.text ?? '', line: 1, column: 1 }, knowledge)),
);
/** What turns or hides. */
const unseen = /(?!\n|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The strictest reading of a Markdown: HTML is allowed and bare addresses become links, so that whatever could, does. */
function tokensOf(markdown: string): readonly Token[] {
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  const all = (of: readonly Token[]): readonly Token[] => of.flatMap((token) => [token, ...all(token.children ?? [])]);
  return all(tokens);
}
function assertPlain(markdown: string, ownLinks: ReadonlySet<string>, name: string): void {
  for (const token of tokensOf(markdown)) {
    assert.ok(!/^(?:html_|image)/.test(token.type), `${name}: ${token.type} ${token.content} of ${markdown}`);
    const href = token.type === 'link_open' ? (token.attrGet('href') ?? '') : undefined;
    assert.ok(href === undefined || ownLinks.has(href) || /^command:bounceLens\.\w+\?/.test(href), `${name}: a link to ${href}`);
  }
}

describe('an injection', () => {
  it('is carried: every text with one is read as a bounce, and its words come through', () => {
    const unread = carried.filter(({ verdicts }) => verdicts.length === 0).map(({ name }) => name);
    assert.deepEqual(unread, [], 'this text would prove nothing');
    const replies = records.filter(({ diagnosticText = '' }) =>
      injections.some(({ text }) => diagnosticText.includes(flat(text).trim().slice(0, 12))),
    );
    assert.ok(replies.length > carried.length / 2, `${replies.length} of ${carried.length}`);
  });

  it('is text in a hover', () => {
    for (const { name, verdicts } of carried) {
      for (const verdict of verdicts) {
        const diagnosis = lens.explain(verdict);
        const hover = renderHover(diagnosis, { uri: 'file:///x', offset: 0 }, (message) => message);
        assertPlain(hover, new Set(diagnosis.links.map(({ href }) => href)), name);
        obeysHoverLaws(hover);
      }
    }
  });

  it('is visible text in an answer and in all that is copied', () => {
    for (const { name, verdicts } of carried) {
      for (const { title, customerReply, escalation, summary, body, links } of verdicts.map(lens.explain)) {
        for (const text of [title, customerReply, escalation, summary, JSON.stringify(body)]) assert.doesNotMatch(text, unseen, name);
        for (const { href } of links) assert.match(href, /^https:\/\/(?!fetched)[^\s"<>]+$/, name);
      }
    }
  });

  it('is shown as what it is where it turns the direction of writing', () => {
    const [verdict] = lens.analyze({ text: carriers['a pasted reply']?.('\u202Egnp.exe\u202C') ?? '' }).verdicts;
    assert.ok(verdict);
    assert.match(JSON.stringify(lens.explain(verdict).body), /‹U\+202E›gnp\.exe‹U\+202C›/);
  });

  it('does nothing on a terminal', async () => {
    const written: string[] = [];
    const table = openTable({
      print: async (text) => void written.push(String(text)),
      complain: (text) => void written.push(text),
      columns: 80,
      colour: false,
    });
    for (const record of records) await table.add(record);
    await table.end();
    const answers = carried.flatMap(({ verdicts }) => verdicts.map((verdict) => renderTerminal(lens.explain(verdict), texts, 80)));
    for (const text of [...written, ...answers]) obeysTerminalLaws(text);
    assert.ok(written.length > records.length);
  });

  it('is no formula and no second cell in CSV', () => {
    for (const record of records) {
      const cells = cellsOf(csvLine(record));
      assert.equal(cells.length, csvColumns.length, csvLine(record));
      for (const cell of cells) assert.doesNotMatch(cell, /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/, cell);
    }
  });

  it('is one line of NDJSON, unchanged', () => {
    for (const record of records) {
      assert.doesNotMatch(JSON.stringify(record), /[\r\n]/);
      assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
    }
  });

  it('is text in Markdown that is exported', () => {
    const page = reportPage(makeReport(records), texts, injections[0]?.text ?? '');
    for (const markdown of [recordsMarkdown(records, texts), reportMarkdown(page)]) {
      assertPlain(markdown, new Set(), 'export');
      assert.doesNotMatch(markdown, unseen);
    }
    assert.ok(page.rankings.some(({ rows }) => rows.length > 5));
    const shown = page.rankings.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
    for (const text of [page.title, ...shown]) assert.doesNotMatch(text, unseen);
  });

  it('in a pack is data: told where it is wrong, and nothing runs', () => {
    for (const { id, text } of injections) {
      for (const file of [
        text,
        `rules: ${text}`,
        `${text}: 1`,
        `answers:\n  mailbox-full:\n    title: ${text}`,
        `rules:\n  - id: ${JSON.stringify(text)}`,
      ]) {
        const { pack, faults } = readPackFile('team', file, knowledge);
        assert.equal(pack === undefined, faults.length > 0, id);
        for (const { message, start } of faults) assert.ok(message.length > 0 && start.line > 0, id);
      }
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined, 'no prototype was changed');
  });
});
