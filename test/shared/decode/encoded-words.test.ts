import assert from 'node:assert/strict';
import { decodeWords } from '../../../shared/src/decode/encoded-words.ts';
import { shiftMap } from '../../../shared/src/decode/offset-map.ts';
import { layerOf } from '../../../shared/src/decode/raw-layer.ts';
import { carets } from './spans.ts';

const layer = (text: string) => layerOf(decodeWords({ text, map: shiftMap(0) }));
const decode = (text: string): string => layer(text).text;

describe('encoded words', () => {
  it('reads Q and B, in any case, with a language', () => {
    assert.equal(decode('=?iso-8859-1?Q?Caf=E9_au_lait?='), 'Café au lait');
    assert.equal(decode('=?UTF-8?b?5a2Y5Zyo?='), '存在');
    assert.equal(decode('=?utf-8*en?q?x?= y'), 'x y');
  });

  it('joins adjacent words, also those cut within a character, and keeps other blanks', () => {
    assert.equal(decode('a =?utf-8?Q?b?=  =?utf-8?Q?c?= d'), 'a bc d');
    assert.equal(decode('=?utf-8?B?5a0=?= =?utf-8?B?mA==?='), '存');
    assert.equal(decode('=?utf-8?Q?=C3=BC?= =?iso-8859-1?Q?=FC?='), 'üü');
  });

  it('reads ISO-2022-JP', () => {
    const word = '=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=';
    assert.equal(decode(word), 'テスト');
    assert.equal(decode(`${word} ${word}`), 'テストテスト');
  });

  it('leaves alone what is no word or of a charset nobody knows', () => {
    for (const text of [
      '=?x-klingon?Q?Qapla?=',
      '=?utf-8?X?a?=',
      '=?utf-8?Q?a',
      '=? =?utf-8',
      'a =? b ?= c',
      '=?x-klingon?Q?a?= =?x-klingon?Q?b?=',
    ]) {
      assert.equal(decode(text), text);
    }
  });

  it('maps each character to its escape, of a base64 word to its quantum', () => {
    const q = 'S: =?utf-8?Q?f=C3=BCr_Kim?= 550';
    assert.equal(carets(q, layer(q), 'ü'), `${q}\n              ^^^^^^`);
    assert.equal(carets(q, layer(q), '550'), `${q}\n                            ^^^`);
    const b = '=?utf-8?B?NTUwIDUuMS4x?=';
    assert.equal(carets(b, layer(b), '550'), `${b}\n          ^^^^`);
    assert.equal(carets(b, layer(b), '5.1.1'), `${b}\n              ^^^^^^^^`);
  });
});
