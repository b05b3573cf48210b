import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleLines, visibleText } from '../../shared/src/visible-text.ts';

describe('visible text', () => {
  it('names what is unseen or turns the direction of writing', () => {
    assert.equal(
      visibleText('a\u202eb\u2066c\u200bd\ufeffe\u{e0061}f\x1b[0m\x9b\0'),
      'a‹U+202E›b‹U+2066›c‹U+200B›d‹U+FEFF›e‹U+E0061›f‹U+001B›[0m‹U+009B›‹U+0000›',
    );
    assert.equal(visibleText('one\u2028two'), 'one‹U+2028›two');
  });
  it('is one line', () => assert.equal(visibleText('a\r\n\tb\u0085c'), 'a   b c'));
  it('or keeps its lines', () => assert.equal(visibleLines('a\r\nb\rc\nd\u202e'), 'a\nb\nc\nd‹U+202E›'));
  it('leaves words as they are written', () => {
    for (const text of ['kim@exämple.example', 'می‌خواهم', '👩‍💻', 'क्‍ष', '用户', 'é\u0301']) assert.equal(visibleText(text), text);
    assert.equal(visibleText('Donau\u00addampf'), 'Donaudampf');
  });
  it('names a joiner that joins nothing', () => assert.equal(visibleText('exam\u200dple.com\u200c'), 'exam‹U+200D›ple.com‹U+200C›'));
  it('never lets one through', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.doesNotMatch(
          visibleText(text),
          /(?![\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
        ),
      ),
    ));
});
