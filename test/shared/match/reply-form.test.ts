import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOfMeaning } from '../../../shared/src/match/meaning.ts';
import { normaliseReply, withoutNames } from '../../../shared/src/match/normalise.ts';
import { openForms } from '../../../shared/src/match/reply-form.ts';
import type { RuleHit } from '../../../shared/src/match/rule-book.ts';
import { authored, book, knowledge } from '../../knowledge.ts';
import { textOf } from '../../rule-samples.ts';

const phrases = [...knowledge.rules, ...knowledge.writers].flatMap((one) => ('when' in one ? (one.when.says ?? []) : (one.says ?? [])));
const means = knowledge.rules.flatMap(({ when }) => when.means ?? []);
const readForm = openForms({ phrases, words: [...Object.values(knowledge.words).flat(), ...means.flatMap(wordsOfMeaning)] });
/** What was read is asked where it comes from before the next is read. */
function formOf(reply: string): { readonly text: string; readonly originOf: (at: number) => number | undefined } {
  const { form, originOf } = readForm(reply, undefined);
  return { text: form.text, originOf };
}
const formed = (reply: string): string => formOf(reply).text;

describe('the form of a reply', () => {
  it('has stand-ins for what no rule knows', () =>
    assert.equal(
      formed('<kim.lee@alamedia.example>: User unknown; see host mx1.alamedia.example[203.0.113.71], id 4Fq8Xz'),
      '<@@qx.qx>: user unknown; see host q7.qx.qx[77.77.77.77], id 7q',
    ));
  it('is the same for all who are told the same', () => {
    const one = formed('<kim@alpha.example>: mailbox full (client 203.0.113.71, 12345 bytes)');
    assert.equal(formed('<lee.smith@betagamma.example>: mailbox full (client 198.51.100.9, 98765 bytes)'), one);
    assert.notEqual(formed('<kim@alpha.example>: mailbox full (client 203.0.113.71, 123456 bytes)'), one, 'a number has its length');
  });
  it('keeps what a phrase may be part of', () => {
    for (const kept of [
      'status 5.7.1',
      'answer 127.0.0.10',
      'ip=203.0.113.71:25',
      '2001:db8::71',
      "qwertz'uiop",
      'übergrößenqwertz',
      '10kb',
    ])
      assert.equal(formOf(kept).text, kept);
    const long = `x${'qwertz.'.repeat(20)}`;
    assert.equal(formOf(long).text, long);
  });
  it('tells where its characters come from', () => {
    for (const said of ['550 5.1.1 ', '550-5.1.1 “no”\n550-5.1.1 ']) {
      const text = `${said}<kimi@alamedia.example>: User unknown [203.0.113.71]`;
      const form = formOf(text);
      const whole = (word: string, from: string): void => {
        const at = form.text.indexOf(word);
        assert.equal(text.slice(form.originOf(at), (form.originOf(at + word.length - 1) ?? 0) + 1), from);
      };
      whole('@@', 'kimi@');
      whole('qx', 'alamedia');
      whole('user unknown', 'User unknown');
      whole('77.77.77.77', '203.0.113.71');
      assert.equal(form.originOf(form.text.length - 1), text.length - 1);
      assert.equal(form.originOf(form.text.length), undefined);
    }
  });
});

describe('rules', () => {
  /** What is found, in places of the reply. */
  const told = (hits: readonly RuleHit[], originOf: (at: number) => number | undefined): readonly unknown[] => {
    const place = ({ start, end }: { readonly start: number; readonly end: number }): string => `${originOf(start)}-${originOf(end - 1)}`;
    return hits.map(({ rule, weight, match }) => [rule.id, weight, place(match), match.captures.map((one) => [one.kind, place(one)])]);
  };
  const check = (reply: string): void => {
    const { text: named, originOf } = normaliseReply(reply, undefined);
    const text = withoutNames(named);
    const form = formOf(reply);
    const [whole, short] = [book.heard(text), book.heard(form.text)];
    assert.deepEqual(short.writers, whole.writers, text);
    assert.deepEqual(told(short.hits, form.originOf), told(whole.hits, originOf), `${text}\n${form.text}`);
    assert.deepEqual(told(book.meant(form.text), form.originOf), told(book.meant(text), originOf), `${text}\n${form.text}`);
  };
  it('find in a form what they find in its reply: samples', () => {
    for (const { rules } of authored.rules.values()) for (const { samples } of rules) for (const sample of samples) check(textOf(sample));
  });
  it('find in a form what they find in its reply: whatever is said', () => {
    const pieces = phrases.flatMap((phrase) => phrase.split(/…|\{[a-z-]{1,20}\}/)).filter((piece) => piece !== '');
    const words = Object.values(knowledge.words)
      .flat()
      .map((word) => word.replace('*', 'q'));
    const numbers = pieces.flatMap((piece) => piece.match(/\d{1,6}/g) ?? []);
    const number = fc.oneof(fc.constantFrom(...numbers), fc.nat(300).map(String), fc.nat(1e7).map(String));
    const octet = fc.oneof(fc.nat(255).map(String), fc.constantFrom(...numbers));
    const name = fc.stringMatching(/^[a-z0-9]{1,9}$/);
    const piece = fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(...words),
      number,
      name,
      fc.array(octet, { minLength: 2, maxLength: 5 }).map((all) => all.join('.')),
      fc
        .array(fc.oneof(name, fc.constantFrom('com', 'net', 'mail', 'spamhaus', '127', '5')), { minLength: 2, maxLength: 5 })
        .map((all) => all.join('.')),
      fc.constantFrom(
        'kim@example.com',
        '<kim@mail.example.org>',
        'https://www.example.com/a?b=',
        'not',
        'kb',
        'mb',
        '2001:db8::1',
        'x'.repeat(70),
      ),
    );
    const between = fc.constantFrom(
      ' ',
      ' ',
      ' ',
      '. ',
      ', ',
      ': ',
      ':',
      '.',
      '-',
      '[',
      '] ',
      '(',
      ') ',
      '<',
      '> ',
      "'",
      '/',
      '=',
      '@',
      '',
      ';',
      '_',
      'é',
      '…',
    );
    const reply = fc.array(fc.tuple(piece, between), { minLength: 1, maxLength: 12 }).map((all) => all.flat().join(''));
    fc.assert(fc.property(reply, check), { numRuns: Number(process.env['FORMS'] ?? 1_500) });
  });
});
