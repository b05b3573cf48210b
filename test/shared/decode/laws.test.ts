/** What holds for every input: nothing is thrown, spans stand in the text, and what stands there is what was read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { charsetFor, decodeBytes } from '../../../shared/src/decode/charset.ts';
import { decodeWords } from '../../../shared/src/decode/encoded-words.ts';
import { htmlText } from '../../../shared/src/decode/html-text.ts';
import type { Header, Mail } from '../../../shared/src/decode/mail.ts';
import { readMail } from '../../../shared/src/decode/mail-reader.ts';
import { shiftMap } from '../../../shared/src/decode/offset-map.ts';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import type { Layer } from '../../../shared/src/model.ts';
import { rawOf } from './spans.ts';

const head = 'From: a@example.com\nSubject: x\n';

function layersOf(mail: Mail): Layer[] {
  const values = (headers: readonly Header[]) => headers.map((h) => h.value);
  return [
    ...values(mail.headers),
    ...mail.parts.flatMap((part) => [...values(part.headers), part.layer, ...(part.mail ? layersOf(part.mail) : [])]),
  ];
}

/** Every fact of one character stands in the text; they follow each other; the whole covers them all. */
function assertSound(text: string, layer: Layer): void {
  let before = 0;
  const end = layer.text.length;
  const step = Math.max(1, Math.floor(end / 200));
  for (let at = 0; at < end; at += step) {
    const { span } = layer.fact('url', 'x', at, at + 1);
    assert.ok(span.start >= before && span.start < span.end && span.end <= text.length, `${at}: ${span.start}..${span.end}`);
    before = span.start;
  }
  if (end === 0) return;
  const whole = layer.fact('url', 'x', 0, end).span;
  assert.ok(whole.start <= layer.fact('url', 'x', 0, 1).span.start && whole.end >= layer.fact('url', 'x', end - 1, end).span.end);
}

/** Pieces that mails are made of, in any order. */
const pieces = fc.constantFrom(
  'From: a@example.com',
  'Subject: =?utf-8?Q?=C3=BC?= =?utf-8?B?5a2Y?=',
  'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: multipart/report; boundary=c',
  'Content-Type: message/rfc822',
  'Content-Type: text/html; charset=shift_jis',
  'Content-Type: text/plain; charset=iso-2022-jp',
  'Content-Type: text/rfc822-headers',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  '--b',
  '--c',
  '--b--',
  '--c--',
  '',
  '\n',
  '\r\n',
  '\r',
  '\n',
  '\n\n',
  '\r\n\r\n',
  ' ',
  '=E5=AD=98=',
  '5a2Y',
  'NTUwIDUuMS4x',
  '<p>a &amp; b</p>',
  '\x1b$B<!',
  '\uFFFD',
  'ü',
  '😀',
  '\ud800',
);
const mailish = fc
  .array(fc.oneof({ weight: 6, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }), {
    maxLength: 60,
  })
  .map((list) => head + list.join(''));

describe('laws of decoding', () => {
  it('any text: nothing is thrown, spans stand in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mailish), (text) => {
        const mail = readMail({ text });
        if (mail) for (const layer of layersOf(mail)) assertSound(text, layer);
      }),
      { numRuns: 1_500 },
    );
  });

  it('any text beside any bytes: the same', () => {
    const sources = fc.oneof(
      fc.tuple(mailish, fc.uint8Array({ maxLength: 200 })).map(([text, bytes]) => ({ text, bytes })),
      fc.tuple(mailish, fc.uint8Array({ maxLength: 60 })).map(([start, rest]) => {
        const bytes = Uint8Array.from([...new TextEncoder().encode(start), ...rest]);
        return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), bytes };
      }),
    );
    fc.assert(
      fc.property(sources, (source) => {
        const mail = readMail(source);
        if (mail) for (const layer of layersOf(mail)) assertSound(source.text, layer);
      }),
      { numRuns: 1_500 },
    );
  });

  it('any bytes in any charset: every character maps to bytes that are there', () => {
    const labels = [
      'utf-8',
      'shift_jis',
      'euc-jp',
      'euc-kr',
      'big5',
      'gbk',
      'gb18030',
      'iso-2022-jp',
      'utf-16le',
      'utf-16be',
      'utf-7',
      'windows-1252',
      'koi8-r',
      'x-none',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...labels), fc.uint8Array({ maxLength: 60 }), (label, bytes) => {
        const charset = charsetFor(label, bytes);
        assert.ok(charset);
        const { text, map } = decodeBytes({ bytes, map: shiftMap(0) }, charset);
        for (let at = 0; at < text.length; at++) {
          const { start, end } = map.locate(at, at + 1);
          assert.ok(start >= 0 && start < end && end <= bytes.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('identity: the raw text is the fact', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        const { span } = rawLayer({ text }).fact('url', 'x', start, end);
        assert.equal(text.slice(span.start, span.end), text.slice(start, end));
      }),
    );
  });

  const words = fc.string({ unit: fc.constantFrom(...'abc 5.1é存😀ü=?_'), minLength: 1, maxLength: 40 });
  const range = fc.tuple(fc.nat(), fc.nat());
  const cut = (text: string, [a, b]: readonly [number, number]): string => {
    const start = a % text.length;
    return text.slice(start, start + 1 + (b % (text.length - start))).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '') || text;
  };
  const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
  const escaped = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const partOf = (encoding: string, body: string): { readonly text: string; readonly layer: Layer } => {
    const text = `${head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
    const layer = readMail({ text })?.parts[0]?.layer;
    assert.ok(layer);
    return { text, layer };
  };
  const read = (encoding: string, body: string): string => partOf(encoding, body).layer.text;
  const base64 = (text: string): string => btoa(String.fromCharCode(...utf8(text)));

  it('quoted-printable: the raw text of a fact decodes to the fact', () => {
    fc.assert(
      fc.property(words, range, fc.integer({ min: 1, max: 20 }), (plain, at, width) => {
        const body = utf8(plain).map(
          (byte, index) =>
            (byte > 126 || byte === 61 || byte === 32 ? escaped(byte) : String.fromCharCode(byte)) +
            (index % width === width - 1 ? '=\n' : ''),
        );
        const { text, layer } = partOf('quoted-printable', body.join(''));
        assert.equal(layer.text, plain);
        const fact = cut(plain, at);
        if (layer.text.includes(fact)) assert.ok(read('quoted-printable', rawOf(text, layer, fact)).includes(fact));
      }),
    );
  });

  it('base64: the raw text of a fact is whole quanta that contain the fact', () => {
    fc.assert(
      fc.property(words, range, (plain, at) => {
        const { text, layer } = partOf('base64', base64(plain).replace(/.{8}/g, '$&\r\n'));
        assert.equal(layer.text, plain);
        const fact = cut(plain, at);
        if (!layer.text.includes(fact)) return;
        const raw = rawOf(text, layer, fact);
        assert.equal(raw.replace(/\s/g, '').length % 4, 0);
        assert.ok(String.fromCharCode(...Buffer.from(raw, 'base64')).includes(String.fromCharCode(...utf8(fact))));
      }),
    );
  });

  it('encoded words: the raw text of a fact in a Q word decodes to the fact', () => {
    fc.assert(
      fc.property(words, range, (plain, at) => {
        const source = `=?utf-8?Q?${utf8(plain).map(escaped).join('')}?=`;
        const decoded = decodeWords({ text: source, map: shiftMap(0) });
        assert.equal(decoded.text, plain);
        const fact = cut(plain, at);
        const start = decoded.text.indexOf(fact);
        if (start < 0) return;
        const span = decoded.map.locate(start, start + fact.length);
        assert.equal(decodeWords({ text: `=?utf-8?Q?${source.slice(span.start, span.end)}?=`, map: shiftMap(0) }).text, fact);
      }),
    );
  });

  it('HTML: the raw text of a fact shows the fact', () => {
    const markup = fc.array(
      fc.constantFrom(
        'a',
        'bc',
        '5.1.1',
        '&lt;',
        '&#20309;',
        '&amp;',
        '<b>',
        '</b>',
        '<br>',
        '<p>',
        ' ',
        '\n',
        '<td x="y>">',
        '<!-- c -->',
        '&nbsp;',
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(markup, range, (list, at) => {
        const html = list.join('');
        const seen = htmlText({ text: html, map: shiftMap(0) });
        if (seen.text === '') return;
        const fact = cut(seen.text, at).trim();
        if (fact === '') return;
        const start = seen.text.indexOf(fact);
        const span = seen.map.locate(start, start + fact.length);
        assert.equal(htmlText({ text: html.slice(span.start, span.end), map: shiftMap(0) }).text, fact);
      }),
      { numRuns: 1_000 },
    );
  });
});
