/** What a reader sees of a mail: decoded, and each part where it stands. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { viewMails } from '../../../shared/src/view-mail.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

describe('viewing a mail', () => {
  it('shows what base64 and quoted-printable encode, and the headers of the returned message', () => {
    const text = readFileSync(join(samples, 'dsn', 'encoded-parts.eml'), 'utf8');
    const [mail] = viewMails({ text });
    assert.ok(mail);
    assert.ok(mail.parts.length >= 2);
    assert.ok(mail.parts.some((part) => !text.includes(part.text.trim().slice(0, 40)) && /550/.test(part.text)));
  });

  it('tells where each part stands, in their order, one behind the other', () => {
    const text = readFileSync(join(samples, 'dsn', 'postfix-user-unknown.eml'), 'utf8');
    const [mail] = viewMails({ text });
    const spans = mail?.parts.map(({ span }) => span) ?? [];
    assert.equal(spans.length, 3);
    for (const [index, span] of spans.entries()) {
      assert.ok(span && span.start >= (spans[index - 1]?.end ?? 0) && span.end <= text.length, `part ${index}`);
    }
    assert.deepEqual(
      mail?.parts.map(({ path, mediaType }) => `${path} ${mediaType}`),
      ['1 text/plain', '2 message/delivery-status', '3 message/rfc822'],
    );
    assert.equal(mail?.headers.find(({ name }) => name === 'subject')?.text, 'Undelivered Mail Returned to Sender');
  });

  it('is nothing where there is no mail, and throws for nothing', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((junk) => `From: a@b.example\nSubject: ${junk}\nContent-Type: multipart/mixed; boundary=x\n\n--x\n${junk}`),
        ),
        (text) => {
          for (const { span } of viewMails({ text }).flatMap(({ parts }) => parts))
            assert.ok(span === undefined || span.end <= text.length);
        },
      ),
    ));
});
