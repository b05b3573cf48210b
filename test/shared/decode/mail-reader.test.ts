import assert from 'node:assert/strict';
import { header, type Mail } from '../../../shared/src/decode/mail.ts';
import { readMail } from '../../../shared/src/decode/mail-reader.ts';
import { rawOf } from './spans.ts';

const head = 'From: a@example.com\nSubject: x\nMIME-Version: 1.0\n';
function read(text: string, bytes?: Uint8Array): Mail {
  const mail = readMail(bytes ? { text, bytes } : { text });
  assert.ok(mail, 'not read as a mail');
  return mail;
}
/** `path media/type: text` of every leaf, mails inside indented. */
function outline(mail: Mail, indent = ''): string[] {
  return mail.parts.flatMap((part) => [
    `${indent}${part.path} ${part.mediaType}: ${JSON.stringify(part.layer.text)}`,
    ...(part.mail ? outline(part.mail, `${indent}  `) : []),
  ]);
}
const multipart = (boundary: string, body: string, type = 'mixed'): string =>
  `${head}Content-Type: multipart/${type}; boundary="${boundary}"\n\n${body}`;

describe('what is a mail', () => {
  for (const [name, text] of [
    ['headers and a body', 'From: a@example.com\nTo: b@example.com\n\nhello'],
    ['headers alone', 'Received: from x\n by y\nReturn-Path: <>'],
    ['an mbox', 'From a@example.com Sat Nov 21 10:00:00 2026\nReceived: from x\nSubject: y\n\nz'],
    ['a mail behind a byte order mark and blank lines', '\uFEFF\r\n \r\n\r\nReceived: from x\r\nSubject: y\r\n\r\nz'],
    ['lone carriage returns', 'From: a@example.com\rTo: b@example.com\r\rhello'],
  ] as const)
    it(`${name}: yes`, () => assert.ok(readMail({ text })));

  for (const [name, text] of [
    ['nothing', ''],
    ['a mail log', 'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, dsn=5.1.1, status=bounced'],
    ['a log with colons', 'info: started\nwarning: slow\nerror: stopped\n'],
    ['prose', 'Hello,\nthis came back: see below\n\nFrom: a@example.com\nTo: b@example.com\n\nhi'],
    ['a pasted subject', 'Subject: Undelivered Mail Returned to Sender\n\nIt says 550 5.1.1'],
    ['fields of a report', 'Reporting-MTA: dns; mx.example.com\nFinal-Recipient: rfc822; kim@example.com\nAction: failed\nStatus: 5.1.1\n'],
    ['an SMTP reply', '550 5.1.1 <kim@example.com>: Recipient address rejected'],
    ['text before headers', 'Hello,\nFrom: a@example.com\nTo: b@example.com\n\nhi'],
    ['one header', 'From: a@example.com\n\nhi'],
  ] as const)
    it(`${name}: no`, () => assert.equal(readMail({ text }), undefined));
});

describe('headers', () => {
  it('are unfolded, decoded, trimmed, named in lower case', () => {
    const mail = read(
      'SUBJECT :\r\n =?utf-8?Q?f=C3=BCr?=\r\n =?utf-8?Q?_Kim?= (550)\r\nFrom: a@example.com \r\nReceived: from x\r\n\tby y\r\n\r\n',
    );
    assert.deepEqual(
      mail.headers.map((h) => [h.name, h.value.text]),
      [
        ['subject', 'für Kim (550)'],
        ['from', 'a@example.com'],
        ['received', 'from x\tby y'],
      ],
    );
  });

  it('map to the raw text, over a fold too', () => {
    const text = 'From: a@example.com\r\nSubject: =?utf-8?Q?f=C3=BCr?=\r\n =?utf-8?Q?_Kim?= (550\r\n 5.1.1)\r\n\r\n';
    const subject = header(read(text), 'subject')?.value;
    assert.ok(subject);
    assert.equal(rawOf(text, subject, '(550 5.1.1)'), '(550\r\n 5.1.1)');
    assert.equal(rawOf(text, subject, '5.1.1'), '5.1.1');
    assert.equal(rawOf(text, subject, 'r K'), 'r?=\r\n =?utf-8?Q?_K');
  });

  it('go on after a line of blanks, if more of them follow', () => {
    const mail = read('From: a@example.com\nTo: b@example.com,\n\t\n\tc@example.com\nSubject: x\n \nbody');
    assert.deepEqual(
      mail.headers.map((h) => h.name),
      ['from', 'to', 'subject'],
    );
    assert.deepEqual(outline(mail), ['1 text/plain: "body"']);
  });

  it('end before a boundary line whose blank line is missing', () => {
    assert.deepEqual(outline(read(multipart('b', '').replace(/\n\n$/, '\n--b\nContent-Type: text/html\n\n<p>x\n--b--'))), [
      '1 text/html: "x"',
    ]);
  });

  it('take a parameter whose fold lost its blank', () => {
    assert.deepEqual(outline(read(`${head}Content-Type: multipart/mixed;\nboundary=b\n\n--b\n\nx\n--b--`)), ['1 text/plain: "x"']);
  });

  it('go on after a line that is none, and end where text begins', () => {
    assert.deepEqual(
      read('From: a@example.com\nlost its fold\nTo: b@example.com\nHello there\nyou').headers.map((h) => h.name),
      ['from', 'to'],
    );
    assert.deepEqual(outline(read('From: a@example.com\nTo: b@example.com\nHello there\nyou')), ['1 text/plain: "Hello there\\nyou"']);
  });
});

describe('parts', () => {
  it('of a mail without MIME are its body', () => {
    assert.deepEqual(outline(read('From: a@example.com\nTo: b@example.com\n\nhello\r\nthere\ryou\n')), [
      '1 text/plain: "hello\\nthere\\nyou\\n"',
    ]);
  });

  it('are numbered as IMAP does, in the order of the text', () => {
    const text = multipart(
      'o',
      '--o\n\none\n--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\ntwo\n--i\nContent-Type: text/html\n\n<p>2\n--i--\n--o\nContent-Type: message/rfc822\n\nSubject: in\n\nthree\n--o--\nepilogue',
    );
    assert.deepEqual(outline(read(text)), [
      '1 text/plain: "one"',
      '2.1 text/plain: "two"',
      '2.2 text/html: "2"',
      '3 message/rfc822: ""',
      '  3.1 text/plain: "three"',
    ]);
  });

  it('end with the text where the closing line is missing, and with the outer part where only the inner one is', () => {
    assert.deepEqual(outline(read(multipart('b', 'pre\n--b\n\none\n--b\n\ntwo'))), ['1 text/plain: "one"', '2 text/plain: "two"']);
    const inner = multipart('o', '--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--o--');
    assert.deepEqual(outline(read(inner)), ['1.1 text/plain: "one"', '2 text/plain: "two"']);
  });

  it('stand between boundary lines, not between what only looks like them', () => {
    assert.deepEqual(outline(read(multipart('b', '--b \t\r\n\r\none --b\n--bc\n--b- -\r\n--b--  \nrest'))), [
      '1 text/plain: "one --b\\n--bc\\n--b- -"',
    ]);
    assert.deepEqual(outline(read(multipart('b', '--b\r\rone\r--b\r\rtwo\r--b--\r'))), ['1 text/plain: "one"', '2 text/plain: "two"']);
  });

  it('are found without a boundary parameter, or with a wrong one', () => {
    const body = '--real\nContent-Type: text/plain\n\none\n--real--\n';
    assert.deepEqual(outline(read(`${head}Content-Type: multipart/mixed\n\n${body}`)), ['1 text/plain: "one"']);
    assert.deepEqual(outline(read(multipart('other', body))), ['1 text/plain: "one"']);
  });

  it('of a multipart without any boundary line are one text', () => {
    assert.deepEqual(outline(read(multipart('b', 'just text'))), ['1 text/plain: "just text"']);
  });

  it('of a digest are mails', () => {
    assert.deepEqual(outline(read(multipart('b', '--b\n\nSubject: one\n\n1\n--b--', 'digest'))), [
      '1 message/rfc822: ""',
      '  1.1 text/plain: "1"',
    ]);
  });

  it('of a report: fields as text, the returned headers as a mail without parts', () => {
    const text = multipart(
      'b',
      '--b\n\nSorry\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nStatus: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nSubject: =?utf-8?Q?=C3=BC?=\nTo: kim@example.com\n--b--',
      'report; report-type=delivery-status',
    );
    const mail = read(text);
    assert.equal(mail.parameters.get('report-type'), 'delivery-status');
    assert.deepEqual(outline(mail).slice(0, 2), [
      '1 text/plain: "Sorry"',
      '2 message/delivery-status: "Reporting-MTA: dns; mx\\n\\nStatus: 5.1.1"',
    ]);
    const returned = mail.parts[2]?.mail;
    assert.ok(returned);
    assert.equal(header(returned, 'subject')?.value.text, 'ü');
    assert.deepEqual(returned.parts, []);
  });

  it('without headers begin with a blank line, whatever their text looks like', () => {
    assert.deepEqual(outline(read(multipart('b', '--b\n\n<kim@example.com>: host said\n--b\n\nDear: Kim\n--b--'))), [
      '1 text/plain: "<kim@example.com>: host said"',
      '2 text/plain: "Dear: Kim"',
    ]);
  });

  it('of binary media types have no text', () => {
    assert.deepEqual(outline(read(`${head}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nNTUwIDUuMS4x`)), [
      '1 image/png: ""',
    ]);
  });

  it('tolerate nonsense in Content-Type', () => {
    assert.deepEqual(outline(read(`${head}Content-Type: ???\n\nx`)), ['1 text/plain: "x"']);
    assert.deepEqual(outline(read(`${head}Content-Type: text/html charset=utf-8\n\n<b>x`)), ['1 text/html: "x"']);
  });
});

describe('part texts', () => {
  it('map through quoted-printable, charset and HTML back to the raw text', () => {
    const text = `${head}Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Empf=E4nger&nbsp;unbe=\r\nkannt: <b style=3D"x">5.1</b>.1</p>\r\n`;
    const layer = read(text).parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, 'Empfänger\u00A0unbekannt: 5.1.1');
    assert.equal(rawOf(text, layer, 'ä'), '=E4');
    assert.equal(rawOf(text, layer, '\u00A0'), '&nbsp;');
    assert.equal(rawOf(text, layer, 'unbekannt'), 'unbe=\r\nkannt');
    assert.equal(rawOf(text, layer, '5.1.1'), '5.1</b>.1');
  });

  it('map through base64 in a mail inside a mail, itself encoded', () => {
    const inner = 'Subject: in\nContent-Transfer-Encoding: base64\n\nNTUwIDUuMS4x\n';
    const text = multipart('b', `--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${btoa(inner)}\n--b--`);
    const part = read(text).parts[0]?.mail?.parts[0];
    assert.ok(part);
    assert.equal(part.path, '1.1');
    assert.equal(part.layer.text, '550 5.1.1');
    assert.ok(atob(rawOf(text, part.layer, '550')).includes('NTUw'));
  });

  it('hold ISO-2022-JP, whose escapes a host shows as they are', () => {
    const text = `${head}Content-Type: text/plain; charset=iso-2022-jp\n\n550 \x1b$B<!\x1b(B 5.1.1\n`;
    const layer = read(text).parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, '550 次 5.1.1\n');
    assert.equal(rawOf(text, layer, '次'), '<!');
    assert.equal(rawOf(text, layer, '5.1.1'), '5.1.1');
  });

  it('hold ISO-2022-JP that nobody announced', () => {
    assert.deepEqual(outline(read(`${head}\n\x1b$B<!\x1b(B 550`)), ['1 text/plain: "次 550"']);
  });

  it('are as shown where the host could decode them', () => {
    assert.deepEqual(outline(read(`${head}Content-Type: text/plain; charset=iso-8859-1\n\nGrüße 存`)), ['1 text/plain: "Grüße 存"']);
  });
});

describe('part texts from bytes', () => {
  const shiftJis = [0x8e, 0x9f];
  const bytesOf = (...pieces: readonly (string | readonly number[])[]): Uint8Array =>
    Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? [...new TextEncoder().encode(piece)] : piece)));
  const labelled = (charset: string): string => `${head}Content-Type: text/plain; charset=${charset}\n\n`;
  const readBytes = (bytes: Uint8Array, ends = (text: string) => text): { readonly text: string; readonly mail: Mail } => {
    const text = ends(new TextDecoder().decode(bytes));
    return { text, mail: read(text, bytes) };
  };

  it('are decoded by the part\u2019s charset, each line mapped to its shown line', () => {
    const { text, mail } = readBytes(bytesOf(labelled('shift_jis'), 'first\n550 ', shiftJis, ' 5.1.1\nlast'));
    const layer = mail.parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, 'first\n550 次 5.1.1\nlast');
    assert.equal(rawOf(text, layer, '5.1.1'), '5.1.1');
    assert.match(rawOf(text, layer, '次'), /^\uFFFD+$/);
    assert.equal(rawOf(text, layer, 'last'), 'last');
  });

  it('keep what stands between characters that the host could not show', () => {
    const { text, mail } = readBytes(bytesOf(labelled('iso-8859-1'), 'Empf', [0xe4], 'nger kim: 550 5.1.1 f', [0xfc], 'r uns'));
    const layer = mail.parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, 'Empfänger kim: 550 5.1.1 für uns');
    for (const word of ['Empf', 'kim', '550', '5.1.1', ' uns']) assert.equal(rawOf(text, layer, word), word);
    assert.equal(rawOf(text, layer, 'ü'), '\uFFFD');
  });

  it('hold when the editor made all line ends one', () => {
    const { text, mail } = readBytes(bytesOf(labelled('shift_jis'), 'a\r\nb\rc\n550 ', shiftJis, '\r\nd'), (shown) =>
      shown.replace(/\r\n?/g, '\n'),
    );
    const layer = mail.parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, 'a\nb\nc\n550 次\nd');
    assert.equal(rawOf(text, layer, '550'), '550');
  });

  it('are used for headers of eight bits too', () => {
    const { text, mail } = readBytes(
      bytesOf('To: ', shiftJis, '\n', labelled('shift_jis').replace('Subject: x', 'Subject: code\n 5.1.1'), 'body'),
    );
    assert.equal(header(mail, 'to')?.value.text, '次');
    const subject = header(mail, 'subject')?.value;
    assert.ok(subject);
    assert.equal(rawOf(text, subject, '5.1.1'), '5.1.1');
  });

  it('are windows-1252 where no charset is named', () => {
    const { mail } = readBytes(bytesOf(`${head}\nEmpf`, [0xe4], 'nger \n'));
    assert.equal(mail.parts[0]?.layer.text, 'Empfänger \n');
  });

  it('hold when the host reads one character a byte', () => {
    const bytes = bytesOf(labelled('utf-8'), '550 ü 5.1.1');
    const text = new TextDecoder('latin1').decode(bytes);
    const layer = read(text, bytes).parts[0]?.layer;
    assert.ok(layer);
    assert.equal(layer.text, '550 ü 5.1.1');
    assert.equal(rawOf(text, layer, 'ü'), 'Ã¼');
    assert.equal(rawOf(text, layer, '5.1.1'), '5.1.1');
  });

  it('are not used where their lines are not those of the text', () => {
    const bytes = bytesOf(labelled('shift_jis'), 'one\ntwo ', shiftJis);
    const text = `${new TextDecoder().decode(bytes)}\nmore\n`;
    assert.match(read(text, bytes).parts[0]?.layer.text ?? '', /\uFFFD/);
  });
});
