import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Filling, fillTemplate, fillText, inlineText } from '../../../shared/src/explain/fill-template.ts';

const values = (known: Readonly<Record<string, string>>, outcome: Filling['outcome'] = 'permanent-failure'): Filling => ({
  value: (name) => known[name],
  missing: (name) => `<no ${name}>`,
  outcome,
});
const filled = (template: string, known: Readonly<Record<string, string>> = {}, outcome?: Filling['outcome']): string =>
  inlineText(fillTemplate(template, values(known, outcome)));

describe('a template', () => {
  it('is filled with evidence, else with the words for its absence', () => {
    assert.equal(filled('Mail for {recipient|the recipient} waits.', { recipient: 'kim@example.com' }), 'Mail for kim@example.com waits.');
    assert.equal(filled('Mail for {recipient|the recipient} waits.'), 'Mail for the recipient waits.');
    assert.equal(filled('Mail for {recipient}.'), 'Mail for <no recipient>.');
  });

  it('loses a clause whose evidence is missing, and the blank before it', () => {
    const template = 'It waits [until {retry-until}]. [{server} said so.] Then it returns.';
    assert.equal(filled(template), 'It waits. Then it returns.');
    assert.equal(filled(template, { 'retry-until': '14:00' }), 'It waits until 14:00. Then it returns.');
    assert.equal(filled('[{server} said so.] Done.'), 'Done.');
    assert.equal(filled('Done. [{server} said so.]'), 'Done.');
  });

  it('nests clauses: the inner may fall and the outer stand', () => {
    const template = 'Refused[ by {server}[ ({remote-ip})]].';
    assert.equal(filled(template, { server: 'mx.example.net' }), 'Refused by mx.example.net.');
    assert.equal(filled(template, { server: 'mx.example.net', 'remote-ip': '192.0.2.1' }), 'Refused by mx.example.net (192.0.2.1).');
    assert.equal(filled(template, { 'remote-ip': '192.0.2.1' }), 'Refused.');
  });

  it('keeps the clauses of its outcome only', () => {
    const template = '[failed: It came back.][delayed: It is tried again.]';
    assert.equal(filled(template), 'It came back.');
    assert.equal(filled(template, {}, 'deferral'), 'It is tried again.');
    assert.equal(filled(template, {}, 'delayed-notice'), 'It is tried again.');
    assert.equal(filled(template, {}, 'delivered'), '');
  });

  it('knows code and strong, with placeholders inside, and no other markup', () => {
    assert.deepEqual(fillTemplate('Say `{reply}[x]` **now {recipient|you}** <b>', values({ reply: '550 no' })), [
      { kind: 'text', text: 'Say ' },
      { kind: 'code', text: '550 no[x]' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'now you' },
      { kind: 'text', text: ' <b>' },
    ]);
    assert.equal(filled('\\[not a clause {x}\\] 2 * 3 \\{recipient\\}', { x: 'x' }), '[not a clause x] 2 * 3 {recipient}');
  });

  it('flows as one line as Inline, and keeps its lines as text', () => {
    const template = 'One\n  two.\n\n[{server} said so.]\n\nThree.';
    assert.equal(filled(template), 'One two. Three.');
    assert.equal(fillText(template, values({})), 'One\n  two.\n\nThree.');
  });

  it('never reads a value as template', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '`', '*', '\\', '|', 'a') }), (hostile) => {
        const inlines = fillTemplate('<{recipient}>[{recipient}]`{recipient}`', values({ recipient: hostile }));
        assert.equal(inlineText(inlines), `<${hostile}>${hostile}${hostile}`);
        assert.deepEqual(
          inlines.filter(({ kind }) => kind === 'strong'),
          [],
        );
      }),
    );
  });

  it('is read to its end whatever it is, leaving no hole', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '`', '**', '\\', '|', '{recipient}', '[failed: ', 'words', ' ', '\n');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
        (template) => {
          const text = fillText(template, values({ recipient: 'kim' }));
          assert.equal(typeof text, 'string');
          assert.equal(/undefined|\n\n\n/.test(text), false);
        },
      ),
    );
  });

  it('is read in linear time', () => {
    const long = '[{recipient} '.repeat(100_000);
    const started = performance.now();
    fillText(long, values({ recipient: 'kim' }));
    fillText('{'.repeat(1_000_000), values({}));
    assert.ok(performance.now() - started < 15_000, 'filling a template of megabytes took seconds: is something quadratic?');
  });
});
