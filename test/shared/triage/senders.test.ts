/** Whom a message was sent for is stated in another line than the one that fails. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLogStream, type TriageRecord } from '@bounce-lens/shared';
import type { Dialect } from '../../../shared/src/dialects/dialect.ts';
import { dialects as all } from '../../../shared/src/generated/dialects.ts';
import { readPiece } from '../../../shared/src/read-piece.ts';
import { openSenders } from '../../../shared/src/triage/senders.ts';
import { knowledge, lens } from '../../knowledge.ts';

const dialects: readonly { readonly id: string; readonly dialect: Dialect }[] = all;
const hostDate = { year: 2026, month: 11, day: 22, zone: '+00:00' };
function streamed(text: string, senders: boolean): readonly TriageRecord[] {
  const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'log', senders, hostDate });
  return [stream.push(text), stream.end()].flatMap(({ records }) => records.map(({ record }) => record));
}
function pieced(text: string): readonly TriageRecord[] {
  const bytes = new TextEncoder().encode(text);
  const read = readPiece({ name: 'log', bytes, firstLine: 0 }, { lens, knowledge, senders: true, hostDate });
  return typeof read === 'string' ? [] : read;
}

const postfix = (line: string): string => `Nov 21 10:05:50 mx postfix/${line}`;
const refused = (id: string): string =>
  postfix(
    `smtp[5501]: ${id}: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=1, dsn=5.1.1, status=bounced (host mx.b.example[203.0.113.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))`,
  );
const texts = {
  Postfix: [postfix('qmgr[1]: 4F55012: from=<kim@example.org>, size=1234, nrcpt=1 (queue active)'), refused('4F55012'), refused('4F55013')],
  Exim: [
    '2026-11-21 10:05:49 1tDxYz-000001-2A <= kim@example.org H=desk.example.org [192.0.2.7] P=esmtp S=1234',
    '2026-11-21 10:05:50 1tDxYz-000001-2A ** a@b.example R=dnslookup T=remote_smtp H=mx.b.example [203.0.113.5]: SMTP error from remote mail server after RCPT TO:<a@b.example>: 550 5.1.1 User unknown',
  ],
  Sendmail: [
    'Nov 21 10:05:49 mx sendmail[5501]: 6ALA5n01005501: from=<kim@example.org>, size=1234, class=0, nrcpts=1, msgid=<a1@example.org>, proto=ESMTP, daemon=MTA, relay=desk.example.org [192.0.2.7]',
    'Nov 21 10:05:50 mx sendmail[5502]: 6ALA5n01005501: to=<a@b.example>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=31234, relay=mx.b.example. [203.0.113.5], dsn=5.1.1, stat=User unknown',
  ],
};

/** As Postfix's tracer reads it. */
function traced(line: string): { readonly queueId: string; readonly sender: string } | undefined {
  const known = dialects.find(({ id }) => id === 'postfix')?.dialect;
  const told = known?.reads === 'line' ? known.openTrace?.()(line) : undefined;
  const range = told?.stated.find(({ kind }) => kind === 'envelope-sender');
  const queueId = told?.names[0];
  return range && queueId !== undefined ? { queueId, sender: line.slice(range.start, range.end) } : undefined;
}

describe('senders of a log', () => {
  for (const [writer, lines] of Object.entries(texts))
    it(`are known of ${writer}, of a short log and of a long one`, () => {
      const text = `${lines.join('\n')}\n`;
      for (const records of [streamed(text, true), pieced(text)])
        assert.equal(records[0]?.envelopeSender, 'kim@example.org', JSON.stringify(records));
      assert.equal(streamed(text, false)[0]?.envelopeSender, undefined, 'only where they are asked for');
    });

  it('are of their message alone', () => {
    const [, , other] = streamed(`${texts.Postfix.join('\n')}\n${refused('4F55012')}\n`, true);
    assert.equal(other?.envelopeSender, 'kim@example.org', 'also of the next attempt');
    assert.equal(streamed(texts.Postfix.join('\n'), true)[1]?.envelopeSender, undefined);
    const notice = postfix('qmgr[1]: 4F55012: from=<>, size=1234, nrcpt=1 (queue active)');
    assert.equal(
      streamed(`${texts.Postfix[0]}\n${notice}\n${refused('4F55012')}\n`, true)[0]?.envelopeSender,
      undefined,
      'a queue id given again',
    );
  });

  it('are those of the trace, also where a line is of the usual shape', () => {
    const { of } = lens.openLog().senders;
    for (const from of [
      '<kim@example.org>',
      '<>',
      '<"odd one"@example.org>',
      '<kim@example.org',
      'kim@example.org',
      '<a>, size=3, from=<b>',
    ])
      for (const daemon of [
        'qmgr[1]: 4F55012',
        'qmgr[1]: 4F5',
        'nqmgr[1]: 4F55012',
        'smtpd[1]: 4F55012',
        'qmgr[1]: warning: 4F55012',
        'qmgr[1]: 4F55012: x',
      ]) {
        const line = postfix(`${daemon}: from=${from}, size=1234, nrcpt=1 (queue active)`);
        assert.deepEqual(of(`above\n${line}\nbelow`, 6), traced(line), line);
      }
  });

  it('are bounded', () => {
    const senders = openSenders(2);
    for (const id of ['A', 'B', 'A', 'C']) senders.add(id, `${id}@example.org`);
    const known = (queueId: string): string | undefined =>
      senders.inRecord({ file: '', outcome: 'deferral', reason: 'unknown', sisimaiReason: 'undefined', queueId }).envelopeSender;
    assert.deepEqual(['A', 'B', 'C'].map(known), ['A@example.org', undefined, 'C@example.org']);
  });

  it('are all that asking for them adds, to any log', () => {
    const samples = join(import.meta.dirname, '../../samples');
    for (const name of readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.log'))) {
      const text = readFileSync(join(samples, name), 'utf8');
      const plain = streamed(text, false);
      const asked = streamed(text, true);
      assert.deepEqual(
        asked.map((record, index) => (plain[index]?.envelopeSender === undefined ? { ...record, envelopeSender: undefined } : record)),
        plain.map((record) => (record.envelopeSender === undefined ? { ...record, envelopeSender: undefined } : record)),
        name,
      );
    }
  });
});
