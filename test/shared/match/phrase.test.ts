import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normaliseReply, withoutNames } from '../../../shared/src/match/normalise.ts';
import { compilePhrase, findPhrase, normalPhrase } from '../../../shared/src/match/phrase.ts';
import { openPhraseSearch } from '../../../shared/src/match/phrase-search.ts';
import { knowledge } from '../../knowledge.ts';

function found(phrase: string, reply: string): string | undefined {
  const { text } = normaliseReply(reply, /^\d{3}/.exec(reply)?.[0]);
  const match = findPhrase(compilePhrase(normalPhrase(phrase)), text);
  return match && text.slice(match.start, match.end);
}
function captured(phrase: string, reply: string): readonly string[] | undefined {
  const { text } = normaliseReply(reply, undefined);
  return findPhrase(compilePhrase(normalPhrase(phrase)), text)?.captures.map(({ kind, start, end }) => `${kind}=${text.slice(start, end)}`);
}

describe('a normalised reply', () => {
  const normal = (reply: string, code?: string): string => normaliseReply(reply, code).text;
  it('has no continuation prefixes, at line starts or in mid-line', () => {
    assert.equal(normal('550-5.1.1 The account 550-5.1.1 does not\n550 5.1.1 exist', '550'), 'the account does not exist');
    assert.equal(normal('550-no\r\n550 yes', '550'), 'no yes');
  });
  it('keeps numbers that only look like prefixes', () => assert.equal(normal('450 Limit is 550 messages', '450'), 'limit is 550 messages'));
  it('has one blank for any white space, and plain quotation marks and dashes', () =>
    assert.equal(normal('The recipient\u00a0\u201ckim\u201d\n    isn\u2019t \u2013 here', undefined), 'the recipient "kim" isn\'t - here'));
  it('has no quote marks', () => assert.equal(normal('User\n> > unknown'), 'user unknown'));
  it('knows where each character comes from', () => {
    const reply = '550-5.1.1  User\n550 5.1.1 unknown';
    const { text, originOf } = normaliseReply(reply, '550');
    for (const [i, char] of [...text].entries()) if (char !== ' ') assert.equal(reply.charAt(originOf(i) ?? -1).toLowerCase(), char);
  });
});

describe('a reply of one line', () => {
  const words = fc.constantFrom(
    '550',
    '550-',
    '5.1.1',
    '450',
    '421-4.7.0',
    'User',
    'unknown,',
    '>',
    '> ',
    '[192.0.2.1]',
    '`a`',
    ' ',
    '5',
    'é',
    '\n',
  );
  it('is normalised as it is before a letter that is not ASCII, for which every character is looked at', () => {
    const law = (reply: string): void => {
      const [short, long] = [normaliseReply(reply, '550'), normaliseReply(`${reply}~ü`, '550')];
      assert.equal(long.text, `${short.text}~ü`);
      for (let at = 0; at < short.text.length; at++) assert.equal(long.originOf(at), short.originOf(at), `${at} of ${reply}`);
      assert.equal(short.originOf(short.text.length), undefined);
    };
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
        law,
      ),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 8 }).map((all) => all.join('')),
        law,
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the names of addresses', () => {
  it('are struck out; domains and what programs made are kept', () => {
    assert.equal(withoutNames('<spam@example.com>: no such user'), '<@@@@@example.com>: no such user');
    assert.equal(withoutNames('imceaex-_o=example_ou=exchange+20admin@example.com'), 'imceaex-_o=example_ou=exchange+20admin@example.com');
    assert.equal(withoutNames('a@b@c @ d'), '@@@@c @ d');
  });
});

describe('a phrase', () => {
  it('is found whatever the case and the folding', () =>
    assert.equal(found('mailbox is full', '552 Mailbox\n   IS full.'), 'mailbox is full'));
  it('ends at word boundaries', () => {
    assert.equal(found('full', 'fully booked'), undefined);
    assert.equal(found('mailbox', 'mailboxes'), undefined);
    assert.equal(found('いっぱい', 'メールボックスがいっぱいです'), 'いっぱい');
  });
  it('spans up to 33 words with …', () => {
    assert.equal(found('blocked … spamhaus', `blocked ${'x '.repeat(20)}spamhaus`)?.startsWith('blocked'), true);
    assert.equal(found('blocked … spamhaus', `blocked ${'x '.repeat(120)}spamhaus`), undefined);
  });
  it('captures values', () => {
    assert.deepEqual(
      captured('client host [{listed-ip}] blocked using {blocklist}', 'Client host [203.0.113.9] blocked using zen.example.org; see'),
      ['listed-ip=203.0.113.9', 'blocklist=zen.example.org'],
    );
    assert.deepEqual(captured('limit of {size-limit}', 'over the limit of 35 MB.'), ['size-limit=35 mb']);
    assert.deepEqual(captured('blocked … {listed-ip}', 'blocked: see why for 2001:db8::9'), ['listed-ip=2001:db8::9']);
  });
  it('must have something to be found by', () => assert.throws(() => normalPhrase('{url}'), /no literal of three characters/));
  it('names unknown holes', () => assert.throws(() => normalPhrase('x {nothing} yzw'), /no hole of kind \{nothing\}/));
});

describe('a normal phrase', () => {
  it('is written once and for all', () => {
    assert.equal(normalPhrase('  Mailbox\n FULL … try {url} , later '), 'mailbox full…try {url} , later');
    const compiled = [...knowledge.rules.flatMap(({ when }) => when.says ?? []), ...knowledge.writers.flatMap(({ says }) => says)];
    assert.deepEqual(compiled.map(normalPhrase), compiled);
  });
});

const written = [
  'user unknown',
  'no such user',
  'mailbox full',
  'full',
  'quota',
  'blocked using {blocklist}',
  'try … later',
  '{url} is listed',
];
const replies = [
  'no such user: user unknown',
  'mailbox full, over quota',
  'blocked using zen.example.org, try again later, for https://example.org/a is listed',
  'ok',
];
describe('a search for phrases', () => {
  const known = [...written, 'full … over', 'x … later'].map(normalPhrase);
  const open = () => openPhraseSearch(known.map((phrase) => ({ phrases: [phrase], of: phrase })));
  const shown = (found: ReturnType<ReturnType<typeof open>['search']>) =>
    found.map(({ of, match: { start, end } }) => `${of} ${start} ${end}`);
  for (const reply of replies)
    it(`finds what a look at every phrase finds, in the same order, whenever it is asked: ${reply}`, () => {
      const { search } = open();
      const expected = known.flatMap((of) => {
        const match = findPhrase(compilePhrase(of), reply);
        return match ? [`${of} ${match.start} ${match.end}`] : [];
      });
      assert.deepEqual(shown(search(reply)), expected);
      search('x'.repeat(10_000));
      assert.deepEqual(shown(search(reply)), expected);
    });
  it('finds every phrase of ours in itself, among all and among few', () => {
    const ours = openPhraseSearch(knowledge.rules.map(({ when, id }) => ({ phrases: when.says ?? [], of: id })));
    const whole = {
      gap: ' ',
      'listed-ip': '192.0.2.1',
      'client-ip': '192.0.2.1',
      blocklist: 'zen.example.org',
      'auth-domain': 'example.org',
    };
    const filled = { ...whole, 'size-limit': '35', url: 'https://example.org/' };
    for (const { when, id } of knowledge.rules) {
      const alone = openPhraseSearch([{ phrases: when.says ?? [], of: id }]);
      for (const phrase of when.says ?? []) {
        const reply = phrase.replace(/…|\{([a-z-]{1,20})\}/g, (_, hole: keyof typeof filled | undefined) => filled[hole ?? 'gap']);
        const found = ours.search(reply).filter(({ of }) => of === id);
        assert.ok(found.length > 0, reply);
        assert.deepEqual(alone.search(reply), found, reply);
      }
    }
  });
});
