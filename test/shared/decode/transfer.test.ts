import assert from 'node:assert/strict';
import { decodeBase64 } from '../../../shared/src/decode/base64.ts';
import { charsetFor, decodeBytes, knownCharset } from '../../../shared/src/decode/charset.ts';
import type { MappedBytes, MappedText } from '../../../shared/src/decode/mapped-text.ts';
import { shiftMap } from '../../../shared/src/decode/offset-map.ts';
import { decodeQuotedPrintable } from '../../../shared/src/decode/quoted-printable.ts';
import { layerOf } from '../../../shared/src/decode/raw-layer.ts';
import { carets } from './spans.ts';

const raw = (text: string): MappedText => ({ text, map: shiftMap(0) });
const textOf = (bytes: MappedBytes, label?: string): MappedText => {
  const charset = charsetFor(label, bytes.bytes);
  assert.ok(charset);
  return decodeBytes(bytes, charset);
};
const qp = (text: string, label?: string): string => textOf(decodeQuotedPrintable(raw(text)), label).text;
const base64 = (text: string, label?: string): string => textOf(decodeBase64(raw(text)), label).text;
const charset = (bytes: readonly number[], label?: string): string =>
  textOf({ bytes: Uint8Array.from(bytes), map: shiftMap(0) }, label).text;

describe('quoted-printable', () => {
  it('decodes escapes, soft breaks, blanks at line ends', () => {
    assert.equal(qp('a=3Db =e2=82=AC'), 'a=b €');
    assert.equal(qp('one=\r\n two= \t\n three=\rfour'), 'one two threefour');
    assert.equal(qp('end \t\r\nnext=20\n'), 'end\nnext \n');
  });

  it('takes what is no escape as it stands', () => {
    assert.equal(qp('a=zz=4'), 'a=zz=4');
    assert.equal(qp('size=10MB='), 'size\u0010MB');
    assert.equal(qp('schon dekodiert: ü ='), 'schon dekodiert: ü ');
  });

  it('maps a character to its whole escape, and text over a soft break to both sides', () => {
    const text = 'grad =C3=BC und 5.=  1';
    const layer = layerOf(textOf(decodeQuotedPrintable(raw(text))));
    assert.equal(carets(text, layer, 'ü'), `${text}\n     ^^^^^^`);
    const broken = 'code 5.1=\n.1 end';
    const { span } = layerOf(textOf(decodeQuotedPrintable(raw(broken)))).fact('enhanced-status', '5.1.1', 5, 10);
    assert.equal(broken.slice(span.start, span.end), '5.1=\n.1');
  });
});

describe('base64', () => {
  it('passes over line ends and junk, and takes what a truncated end has', () => {
    assert.equal(base64('NTUw\r\nIDUu\nMS4x'), '550 5.1.1');
    assert.equal(base64('N T!Uw*IDUuMS4x'), '550 5.1.1');
    assert.equal(base64('NTUwIDUuMS4'), '550 5.1.');
    assert.equal(base64('NTUwI'), '550');
    assert.equal(base64('YQ==Yg=='), 'ab');
    assert.equal(base64(''), '');
  });

  it('maps to whole quanta, over a line end too', () => {
    const text = 'NTUwIDUuMS4x';
    const layer = layerOf(textOf(decodeBase64(raw(text))));
    assert.equal(carets(text, layer, '.1.'), `${text}\n    ^^^^^^^^`);
    const broken = 'NTUwID\nUuMS4x';
    const { span } = layerOf(textOf(decodeBase64(raw(broken)))).fact('enhanced-status', '5.1.1', 4, 9);
    assert.equal(broken.slice(span.start, span.end), 'ID\nUuMS4x');
  });
});

describe('charset', () => {
  it('knows labels, their aliases, and that others are unknown', () => {
    assert.equal(knownCharset('UTF8')?.name, 'utf-8');
    assert.equal(knownCharset('cp932')?.name, 'shift_jis');
    assert.equal(knownCharset('unicode-1-1-utf-7')?.name, 'utf-7');
    assert.equal(knownCharset('x-klingon'), undefined);
    assert.equal(knownCharset(''), undefined);
  });

  it('takes unlabelled or unknown bytes for UTF-8 if they are, else windows-1252', () => {
    for (const label of [undefined, 'us-ascii', 'uft-8', 'cp-850']) {
      assert.equal(charset([0xc3, 0xbc], label), 'ü');
      assert.equal(charset([0xfc, 0x80], label), 'ü€');
    }
  });

  it('does not trust a label that the bytes belie', () => {
    assert.equal(charset([0xbc, 0xa1], 'iso-2022-jp'), '次');
    assert.equal(charset([0x8e, 0x9f], 'iso-2022-jp'), '次');
    assert.equal(charset([0x61, 0xff, 0x62], 'utf-8'), 'a\uFFFDb');
  });

  it('maps characters of many bytes to those bytes', () => {
    const cases: readonly (readonly [string, readonly number[], string, readonly [number, number]])[] = [
      ['utf-8', [0x61, 0xe5, 0xad, 0x98, 0x62], '存', [1, 4]],
      ['utf-8', [0x61, 0xf0, 0x9f, 0x98, 0x80, 0x62], '😀', [1, 5]],
      ['shift_jis', [0x61, 0x8e, 0x9f, 0xb1, 0x62], 'ｱ', [3, 4]],
      ['euc-jp', [0x61, 0xbc, 0xa1, 0x62], '次', [1, 3]],
      ['gb18030', [0x61, 0x81, 0x30, 0x81, 0x30, 0xb2, 0xfa], '产', [5, 7]],
      ['big5', [0xa4, 0xa4, 0x62], '中', [0, 2]],
      ['euc-kr', [0x61, 0xc7, 0xd1, 0x62], '한', [1, 3]],
      ['iso-2022-jp', [0x61, 0x1b, 0x24, 0x42, 0x3c, 0x21, 0x4c, 0x5c, 0x1b, 0x28, 0x42, 0x62], '目', [6, 8]],
      ['utf-16le', [0x61, 0, 0xac, 0x20, 0x62, 0], '€', [2, 4]],
      ['windows-1252', [0x61, 0x80, 0x62], '€', [1, 2]],
    ];
    for (const [label, bytes, letter, [start, end]] of cases) {
      const text = textOf({ bytes: Uint8Array.from(bytes), map: shiftMap(0) }, label);
      const at = text.text.indexOf(letter);
      assert.ok(at >= 0, `${label}: ${text.text}`);
      assert.deepEqual(text.map.locate(at, at + letter.length), { start, end }, label);
      assert.deepEqual(text.map.locate(0, text.text.length), { start: 0, end: bytes.length }, label);
    }
  });

  it('maps an unreadable stretch as a whole and the end of its line exactly', () => {
    const text = textOf({ bytes: Uint8Array.from([0x35, 0xff, 0x31, 0xe5, 0x20, 0x39]), map: shiftMap(0) }, 'utf-8');
    const at = text.text.indexOf('9');
    assert.deepEqual(text.map.locate(at, at + 1), { start: 5, end: 6 });
    assert.deepEqual(text.map.locate(0, 1), { start: 0, end: 1 });
    assert.deepEqual(text.map.locate(1, 2).start, 1);
  });

  it('reads UTF-7', () => {
    const bytes = new TextEncoder().encode('Hi Mom -+Jjo--! 1 +- 2 +AOk-!');
    const text = textOf({ bytes, map: shiftMap(0) }, 'utf-7');
    assert.equal(text.text, 'Hi Mom -☺-! 1 + 2 é!');
    const at = text.text.indexOf('☺');
    assert.deepEqual(text.map.locate(at, at + 1), { start: 8, end: 13 });
  });
});
