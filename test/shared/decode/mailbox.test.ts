import assert from 'node:assert/strict';
import { header } from '../../../shared/src/decode/mail.ts';
import { readMail, readMails } from '../../../shared/src/decode/mail-reader.ts';
import { rawOf } from './spans.ts';

const mail = (number: number, body: string): string =>
  `From kim@example.com Sat Nov 21 10:00:0${number} 2026\nFrom: kim@example.com\nSubject: mail ${number}\n\n${body}\n`;
const subjects = (text: string, name?: string): readonly (string | undefined)[] =>
  readMails(name === undefined ? { text } : { text, name }).map((one) => header(one, 'subject')?.value.text);

describe('mailbox', () => {
  it('is read mail by mail, each mapped to its place in the file', () => {
    const text = `${mail(1, 'one\n')}${mail(2, '550 5.1.1\n')}${mail(3, 'three')}`;
    const mails = readMails({ text });
    assert.deepEqual(
      mails.map((one) => one.parts[0]?.layer.text),
      ['one\n\n', '550 5.1.1\n\n', 'three\n'],
    );
    const second = mails[1]?.parts[0]?.layer;
    assert.ok(second);
    const { span } = second.fact('enhanced-status', '5.1.1', 4, 9);
    assert.equal(span.start, text.indexOf('5.1.1'));
    assert.equal(rawOf(text, second, '550'), '550');
  });

  it('holds with other line ends', () => {
    const text = `${mail(1, 'one\n')}${mail(2, 'two\n')}`;
    for (const end of ['\r\n', '\r']) assert.deepEqual(subjects(text.replaceAll('\n', end)), ['mail 1', 'mail 2']);
  });

  it('is not split at a From within text, or before what is no header', () => {
    assert.deepEqual(subjects(`${mail(1, 'From here\nTo: there\n\nFrom now on at 10:00\nwe rest.\nFrom kim 10:00\nSubject: x')}`), [
      'mail 1',
    ]);
    assert.deepEqual(subjects(`${mail(1, 'one\n\nFrom now on\n\nSubject: y')}`), ['mail 1']);
  });

  it('is not what does not begin with a From line, or is named .eml', () => {
    const plain = mail(1, 'one\n').replace(/^From .*\n/, '');
    assert.deepEqual(subjects(`${plain}${mail(2, 'two')}`), ['mail 1']);
    assert.deepEqual(subjects(`${mail(1, 'one\n')}${mail(2, 'two')}`, 'Bounce.EML'), ['mail 1']);
    assert.deepEqual(subjects('no mail at all'), []);
    assert.equal(readMail({ text: 'no mail at all' }), undefined);
  });

  it('is read in time, whatever stands in it', function () {
    this.timeout(8_000);
    assert.equal(readMails({ text: 'From x 10:00\nFrom: a\nTo: b\n\n'.repeat(50_000) }).length, 50_000);
    assert.equal(readMails({ text: `From x 10:00\nFrom: a\nTo: b\n\n${'\nFrom '.repeat(300_000)}` }).length, 1);
    assert.equal(readMails({ text: `From x 10:00\nFrom: a\nTo: b\n\n${'From '.repeat(600_000)}` }).length, 1);
  });
});
