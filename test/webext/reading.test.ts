/** What is told of a text that was picked, of a page that was asked about, and of one that was not. */
import assert from 'node:assert/strict';
import { readFor } from '../../webext/src/reading.ts';
import { lens } from '../knowledge.ts';
import { seeds } from '../seeds.ts';

const words = (purpose: 'picked' | 'page' | 'unasked', text: string) =>
  readFor(purpose, lens, text).marks.map(({ span }) => text.slice(span.start, span.end));
const prose = 'Dinner is deferred to Friday. Parcel 4711: undelivered. Room 550 costs 452 euros, version 5.1.1 is out. ';

describe('reading for a page', () => {
  it('marks no ordinary prose unasked', () => assert.deepEqual(words('unasked', prose.repeat(3)), []));

  it('marks a code with its enhanced status code among prose', () => {
    assert.deepEqual(words('unasked', `${prose}\nhost mx.example.com said: 550 5.1.1 User unknown\n${prose}`), ['550', '5.1.1']);
  });

  it('keeps every verdict with its own mark', () => {
    const text = `${prose}\nhost mx.example.com said: 550 5.1.1 User unknown\n\nhost mx.example.org said: 452 4.2.2 Mailbox full`;
    const { marks, verdicts } = readFor('unasked', lens, text);
    assert.deepEqual(
      marks.map(({ verdict }) => verdicts[verdict]?.reason),
      ['user-unknown', 'user-unknown', 'mailbox-full', 'mailbox-full'],
    );
  });

  it('is quiet about deliveries', () => {
    const delivery =
      'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=2.0.0, status=sent (250 2.0.0 OK)';
    assert.deepEqual(words('unasked', delivery), []);
    assert.ok(readFor('picked', lens, delivery).verdicts.length > 0, 'but answers who asks');
  });

  it('answers a bare code that was picked', () => assert.equal(readFor('picked', lens, '550').verdicts.length, 1));

  for (const { id, text } of seeds) {
    it(`marks ${id} unasked`, () => assert.ok(words('unasked', `A customer writes:\n${text}\nKind regards`).length > 0));
  }
});
