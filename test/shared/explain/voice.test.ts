/** How we write to others is the profile's: signature, language, the zone of our own clocks. */
import assert from 'node:assert/strict';
import { explain } from '../../../shared/src/explain/explain.ts';
import { aVerdict, someKnowledge, someTexts } from './a-verdict.ts';

const wait = (customerReply: string) => ({ 'mailbox-full': { title: 'Full', meaning: 'Full.', steps: ['Wait.'], customerReply } });
const texts = someTexts({ reasons: wait('Your message to {recipient|the recipient} waits.') });
const german = someTexts({ language: 'de', reasons: wait('Ihre Nachricht an {recipient|den Empfänger} wartet.') });
const facts = { 'final-recipient': 'kim@example.com', 'attempted-at': 'Nov 21 10:05:50' } as const;
const verdict = aVerdict({ facts });

describe('our voice', () => {
  it('signs the reply, line by line and as it is written', () => {
    const { customerReply } = explain(verdict, someKnowledge(), texts, { signature: 'Ann {recipient}\r\n[Example Ltd]\n' });
    assert.equal(customerReply, 'Your message to kim@example.com waits.\n\nAnn {recipient}\n[Example Ltd]');
    assert.equal(explain(verdict, someKnowledge(), texts, { signature: ' \n' }).customerReply, 'Your message to kim@example.com waits.');
  });
  it('writes to the customer in their language and to the reader in theirs', () => {
    const { customerReply, replyLanguage, language, title, escalation } = explain(verdict, someKnowledge(), texts, { replyTexts: german });
    assert.equal(customerReply, 'Ihre Nachricht an kim@example.com wartet.');
    assert.deepEqual({ replyLanguage, language, title }, { replyLanguage: 'de', language: 'en', title: 'Full' });
    assert.match(escalation, /^Mail to kim@example\.com is held off/);
    assert.equal(explain(verdict, someKnowledge(), texts).replyLanguage, 'en');
  });
  it('names our zone where a time has none', () => {
    const told = (time: string, timeZone?: string): string =>
      explain(aVerdict({ facts: { 'attempted-at': time } }), someKnowledge(), texts, timeZone === undefined ? {} : { timeZone }).escalation;
    assert.match(told('Nov 21 10:05:50', 'Europe/Berlin'), /Nov 21 10:05:50 \(Europe\/Berlin\)$/m);
    assert.match(told('Nov 21 10:05:50'), /Nov 21 10:05:50 \(time zone not stated\)$/m);
    assert.match(told('2026-11-21T10:05:50+00:00', 'Europe/Berlin'), /10:05:50\+00:00$/m);
  });
});
