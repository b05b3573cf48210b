/** What a sentence says, whatever its words. */
import assert from 'node:assert/strict';
import { checkMeaning, indexMeanings, openMeaningSearch } from '../../../shared/src/match/meaning.ts';
import { openWordReader } from '../../../shared/src/match/words.ts';
import { authored, knowledge } from '../../knowledge.ts';
import { textOf } from '../../rule-samples.ts';

const lists = {
  mailbox: ['mailbox', 'mail box', 'postfach'],
  full: ['full', 'overfill*', 'used up', 'voll'],
  not: ['not', "isn't"],
  list: ['list'],
};
const index = indexMeanings(
  ['{mailbox} {full}', '{full} +{mailbox}', '{an-ip} {not} {list}', '{mailbox} {an-address} now'].map((written) => ({
    meanings: [written],
    of: written,
  })),
  lists,
);
const meant = (text: string): readonly string[] => index.search(text).map(({ of }) => of);

describe('meanings', () => {
  for (const text of [
    'mailbox full',
    'the mailbox of kim@example.com is overfilled',
    'mail box: used up',
    'das postfach des empfängers ist voll',
    "kim's mailbox/postfach is (full).",
  ])
    it(`finds it in: ${text}`, () => assert.ok(meant(text).includes('{mailbox} {full}'), text));
  for (const text of [
    'the mailbox is not full',
    "this mailbox isn't yet full",
    'we found the mailbox. it is full',
    'mailbox one two three four five six seven full',
    'full mailbox',
    'mailboxes of fullerton',
    'mailbox used. up',
  ])
    it(`does not find it in: ${text}`, () => assert.ok(!meant(text).includes('{mailbox} {full}'), text));
  it('a step with + follows at once', () => {
    assert.deepEqual(meant('full mailbox'), ['{full} +{mailbox}']);
    assert.deepEqual(meant('full old mailbox'), []);
  });
  it('knows addresses and IPs by their form, and a word that turns the sense where it is asked for', () => {
    assert.deepEqual(meant('203.0.113.9 is not on the list'), ['{an-ip} {not} {list}']);
    assert.deepEqual(meant('2001:db8::1 not in any list'), ['{an-ip} {not} {list}']);
    assert.deepEqual(meant('mailbox <kim@example.com> now elsewhere'), ['{mailbox} {an-address} now']);
  });
  it('says where it stands, and weighs words passed over', () => {
    const [found] = index.search('the mailbox is very full');
    assert.deepEqual(found?.match, { start: 4, end: 24, captures: [] });
    assert.equal(found?.weight, 'mailboxfull'.length - 2 * 2);
  });
  it('names what cannot be compiled', () => {
    assert.throws(() => checkMeaning('{mailbox} {ful}', lists), /no class of words \{ful\}/);
    assert.throws(() => checkMeaning('{mailbox}', lists), /write a phrase/);
    assert.throws(() => checkMeaning('{mailbox} {full', lists), /neither a word nor a class/);
  });
  it('is linear in what it reads', () => {
    const time = (text: string): number => {
      const start = performance.now();
      index.search(text);
      return performance.now() - start;
    };
    for (const flood of ['mailbox ', 'a', 'full ', "'", 'x.', '@', 'not full mailbox ']) {
      time(flood.repeat(1_000));
      assert.ok(time(flood.repeat(Math.ceil(200_000 / flood.length))) < 2_000, flood);
    }
  });
});

describe('words', () => {
  it('keeps sentences, possessives and contractions apart', () => {
    const read = openWordReader({ user: ['user'], not: ["doesn't"], adresse: ['adresse'] });
    const words = read("l'adresse: the user's mail doesn't go. (really)");
    assert.deepEqual(
      words.map(({ begins }) => begins.map(({ of }) => of).join()),
      ['', 'adresse', '', 'user', '', 'not', '', ''],
    );
    assert.deepEqual(words.filter(({ last }) => last).length, 1);
  });
});

describe('a search for meanings', () => {
  const entries = knowledge.rules.map((rule) => ({ meanings: rule.when.means ?? [], of: rule.id }));
  const all = indexMeanings(entries, knowledge.words);
  it('finds in a first reply what all meanings find in it', () => {
    let found = 0;
    for (const { rules } of authored.rules.values())
      for (const { samples } of rules.slice(0, 5))
        for (const sample of samples.slice(0, 2)) {
          const reply = textOf(sample).toLowerCase().slice(0, 900);
          const expected = all.search(reply);
          assert.deepEqual(openMeaningSearch(entries, knowledge.words).search(reply), expected, reply);
          found += expected.length;
        }
    assert.ok(found > 100, `${found} meanings`);
  });
});
