/** Events of mail services as a console prints them: over many lines, one or several, alone or in a list. */
import assert from 'node:assert/strict';
import { lens } from '../../knowledge.ts';

const bounce = { email: 'kim@example.com', event: 'bounce', status: '5.1.1', reason: '550 5.1.1 user unknown', sg_message_id: 'a1' };
const deferred = { email: 'lou@example.com', event: 'deferred', response: '452 4.2.2 mailbox full', sg_message_id: 'a2' };
const postmark = {
  RecordType: 'Bounce',
  Type: 'HardBounce',
  Email: 'kim@example.com',
  Details: 'smtp;550 5.1.1 user unknown',
  MessageID: 'a3',
};
const ses = {
  notificationType: 'Bounce',
  bounce: { bouncedRecipients: [{ emailAddress: 'kim@example.com', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }] },
  mail: { messageId: 'a4' },
};
const mailgun = {
  event: 'failed',
  severity: 'permanent',
  'log-level': 'error',
  recipient: 'kim@example.com',
  'delivery-status': { code: 550, message: '5.1.1 user unknown' },
};
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const told = (text: string): readonly string[] => {
  const { kind, verdicts, marks } = lens.analyze({ text });
  for (const { kind: what, span } of marks) if (what === 'reply-code') assert.match(text.slice(span.start, span.end), /^(?:550|452)$/);
  return [kind, ...verdicts.map(({ finding, reason }) => `${finding.event.dialect} ${finding.outcome} ${reason}`)];
};

describe('events printed over many lines', () => {
  it('are read one by one, in arrays, one behind the other, and in the services\u2019 own lists', () => {
    const failed = 'sendgrid permanent-failure user-unknown';
    assert.deepEqual(told(pretty(bounce)), ['log', failed]);
    assert.deepEqual(told(pretty([bounce, deferred])), ['log', failed, 'sendgrid deferral mailbox-full']);
    assert.deepEqual(told(`${pretty(bounce)}\n${pretty(bounce)},\r\n${pretty(bounce)}\n`), ['log', failed, failed, failed]);
    assert.deepEqual(told(pretty({ items: [mailgun], paging: { next: 'https://api.example/550' } })), [
      'log',
      'mailgun permanent-failure user-unknown',
    ]);
    assert.deepEqual(told(pretty({ TotalCount: 1, Bounces: [postmark] })), ['log', 'postmark permanent-failure user-unknown']);
    assert.deepEqual(told(pretty(postmark)), ['log', 'postmark permanent-failure user-unknown']);
  });
  it('are read in what queues and functions wrap around them', () => {
    const read = ['log', 'ses permanent-failure user-unknown'];
    const notice = { Type: 'Notification', Message: JSON.stringify(ses) };
    for (const wrapped of [ses, notice, { Records: [{ Sns: notice }] }, { Records: [{ body: JSON.stringify(notice) }] }, { detail: ses }])
      assert.deepEqual(told(pretty(wrapped)), read);
  });
  it('are read in one line that is longer than a log\u2019s', () => {
    const many = Array.from({ length: 1_000 }, () => bounce);
    assert.equal(told(JSON.stringify(many)).length, 1_001);
  });
  it('are no events where no member says anything', () => {
    assert.deepEqual(lens.analyze({ text: '{""MessageID":"BouncedAt":' }, { as: 'log' }).verdicts, []);
    assert.deepEqual(lens.analyze({ text: '{"MessageID":"","BouncedAt":null}' }, { as: 'log' }).verdicts, []);
  });
  it('are not other JSON, nor what is none', () => {
    assert.deepEqual(told(pretty({ version: '1.0', files: [1, 2] })), ['nothing']);
    assert.deepEqual(told('{\n'.repeat(50_000)), ['nothing']);
    assert.deepEqual(told('[\n[\n'.repeat(50_000)), ['nothing']);
  });
});
