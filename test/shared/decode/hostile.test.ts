/** Mail that wants to hang, exhaust or crash the reader. The times are guards against a hang, not measures. */
import assert from 'node:assert/strict';
import type { Mail } from '../../../shared/src/decode/mail.ts';
import { readMail } from '../../../shared/src/decode/mail-reader.ts';
import { limits } from '../../../shared/src/limits.ts';

const head = 'From: a@example.com\nSubject: x\n';
const million = 1_000_000;
function read(text: string): Mail {
  const mail = readMail({ text, bytes: new TextEncoder().encode(text) });
  assert.ok(mail);
  return mail;
}
function depthOf(mail: Mail): number {
  const deeper = mail.parts.flatMap((part) => (part.mail ? [depthOf(part.mail)] : []));
  return 1 + Math.max(0, ...deeper);
}
const nest = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\nread me\n--b${level}\n\nlevel ${level}\n--b${level}\n`,
  ).join('');

describe('hostile mail', function () {
  this.timeout(8_000);

  it('a line of ten million characters', () => {
    assert.equal(read(`${head}\n${'x'.repeat(10 * million)}`).parts[0]?.layer.text.length, limits.partLength);
    assert.ok(read(`${head}X: ${'y'.repeat(10 * million)}`).headers.every((h) => h.value.text.length <= limits.headerLength));
  });

  it('multiparts nested a thousand deep: read to the limit, what was read stays', () => {
    const { parts } = read(head + nest(1_000));
    assert.equal(parts.length, limits.mimeDepth);
    assert.deepEqual(
      parts.slice(0, 2).map((part) => part.layer.text),
      ['level 0', 'level 1'],
    );
  });

  it('mails nested a thousand deep', () => {
    const depth = depthOf(read(head + 'Content-Type: message/rfc822\n\nSubject: in\n'.repeat(1_000)));
    assert.ok(depth > 10 && depth <= limits.mimeDepth + 1, `${depth}`);
  });

  it('a million boundary lines, at every level', () => {
    assert.equal(read(`${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(million)}`).parts.length, limits.mimeParts);
    const { parts } = read(head + nest(40) + '--b0\n--b5\n--b31\n'.repeat(million / 4));
    assert.ok(parts.length > 0 && parts.length <= limits.mimeParts);
  });

  it('a thousand multiparts whose boundaries never come', () => {
    const inner = '--b\nContent-Type: multipart/mixed; boundary=never\n\nx\n'.repeat(1_000);
    assert.equal(
      read(`${head}Content-Type: multipart/mixed; boundary=b\n\n${inner}${'y\r'.repeat(2 * million)}`).parts.length,
      limits.mimeParts,
    );
  });

  for (const [name, piece] of [
    ['folds', '\n '],
    ['encoded words', '=?utf-8?Q?a?= '],
    ['encoded words of many charsets', '=?utf-8?B?YQ?==?gbk?Q?a?='],
    ['half words', '=?'],
    ['quotes', '"\\'],
    ['sections', ';a*1='],
    ['blanks', ' \t'],
    ['colons', 'a:\n'],
  ] as const) {
    it(`a header of: ${name}`, () => {
      assert.ok(read(`${head}Content-Type: text/plain;${piece.repeat(million / piece.length)}\n\nx`).parts.length > 0);
    });
  }

  for (const [name, headers, piece] of [
    ['blanks in quoted-printable', 'Content-Transfer-Encoding: quoted-printable', ' '],
    ['equals in quoted-printable', 'Content-Transfer-Encoding: quoted-printable', '= '],
    ['padding in base64', 'Content-Transfer-Encoding: base64', 'YQ=='],
    ['broken UTF-8', 'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8', '=E5\n'],
    ['escapes', 'Content-Type: text/plain; charset=iso-2022-jp', '\x1b$B'],
    ['shifts', 'Content-Type: text/plain; charset=utf-7', '+AOk-'],
    ['carriage returns', 'Content-Type: text/plain', '\r'],
    ['tags', 'Content-Type: text/html', '<p><b a="'],
    ['hyphens', 'Content-Type: multipart/mixed; boundary="----------"', '-'],
  ] as const) {
    it(`a body of: ${name}`, () => {
      assert.equal(typeof read(`${head}${headers}\n\n${piece.repeat((2 * million) / piece.length)}`).parts[0]?.layer.text, 'string');
    });
  }

  it('undecodable lines by the million, with bytes', () => {
    const start = new TextEncoder().encode(`${head}Content-Type: text/plain; charset=shift_jis\n\n`);
    const bytes = new Uint8Array(start.length + million);
    bytes.set(start);
    for (let at = start.length; at < bytes.length; at += 2) bytes.set([0xb1, 10].slice(0, bytes.length - at), at);
    const mail = readMail({ text: new TextDecoder().decode(bytes), bytes });
    assert.ok(mail?.parts[0]?.layer.text.startsWith('ｱ\nｱ\n'));
  });

  it('cut anywhere', () => {
    const whole = `${head}Content-Type: multipart/report; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+NTUw\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: =?utf-8?Q?=C3=BC?=\r\n\r\nx\r\n--b--`;
    for (let end = 0; end < whole.length; end++)
      assert.equal(readMail({ text: whole.slice(0, end) }) === undefined, end < 'From: a@example.com\nSubject:'.length, `cut at ${end}`);
  });
});
