/** Every reason reads well whatever is known: for a failure and for a delay, with all evidence and with none. */
import assert from 'node:assert/strict';
import { fillTemplate, fillText, inlineText } from '../shared/src/explain/fill-template.ts';
import type { AnswerTexts } from '../shared/src/knowledge.ts';
import type { Outcome } from '../shared/src/model.ts';
import { texts } from './knowledge.ts';

const everything: Readonly<Record<string, string>> = {
  recipient: 'kim@example.com',
  'recipient-domain': 'example.com',
  sender: 'ann@example.org',
  'sender-domain': 'example.org',
  server: 'mx.example.com',
  'reporting-mta': 'mail.example.org',
  'retry-until': 'Wed, 25 Nov 2026 14:00 +0100',
  'smtp-command': 'RCPT TO',
  'listed-ip': '203.0.113.9',
  'client-ip': '203.0.113.9',
  blocklist: 'bl.example',
  'auth-domain': 'example.org',
  'size-limit': '10 MB',
  url: 'https://site.example/',
};
const cases: readonly { readonly name: string; readonly outcome: Outcome; readonly known: Readonly<Record<string, string>> }[] = [
  { name: 'a failure, all evidence', outcome: 'permanent-failure', known: everything },
  { name: 'a failure, no evidence', outcome: 'permanent-failure', known: {} },
  { name: 'a delay, all evidence', outcome: 'deferral', known: everything },
  { name: 'a delay, no evidence', outcome: 'deferral', known: {} },
];

interface Read {
  readonly title: string;
  readonly steps: readonly string[];
  readonly prose: readonly string[];
  readonly reply: string;
}
function read(answer: AnswerTexts, { outcome, known }: (typeof cases)[number]): Read {
  const filling = { value: (name: string) => known[name], missing: (name: string) => `no ${name} known`, outcome };
  const flow = (template = ''): string => inlineText(fillTemplate(template, filling));
  const steps = (answer.steps ?? []).map(flow).filter((step) => step !== '');
  const reply = fillText(answer.customerReply ?? '', filling);
  const title = flow(answer.title);
  const avoid = answer.avoid === undefined ? [] : [flow(answer.avoid)];
  return { title, steps, reply, prose: [flow(answer.meaning), fillText(answer.escalation ?? '', filling), reply, ...steps, ...avoid] };
}
const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?]) /);

describe('reasons', () => {
  for (const id of Object.keys(texts.reasons)) {
    const answer = texts.reasons[id] ?? {};
    for (const one of cases) {
      it(`${id}: ${one.name}`, () => {
        const { title, steps, prose, reply } = read(answer, one);
        assert.ok(title.length > 0 && title.length <= 60, `the headline has ${title.length} characters: ${title}`);
        assert.doesNotMatch(title, /\d/, 'a headline has no codes');
        assert.ok(steps.length >= 1 && steps.length <= 5, `${steps.length} steps`);
        for (const text of prose) {
          assert.match(text, /^[\p{Lu}\p{N}`"]|^kim@|^mx\.|^mail\.|^example\.|^bl\./u, `begins a sentence: ${text}`);
          assert.match(text, /[.!?]$/, `ends a sentence: ${text}`);
          assert.doesNotMatch(text, /no [a-z-]+ known/, `has a hole: ${text}`);
          assert.doesNotMatch(text, /[{}[\]]| {2}| [.,;:](?![a-z])/, `is badly joined: ${text}`);
          assert.equal(new Set(sentences(text)).size, sentences(text).length, `says something twice: ${text}`);
        }
        assert.doesNotMatch(
          sentences(reply)[0] ?? '',
          /\b[2-5]\d\d\b|\b[245]\.\d\.\d|RFC|SMTP|MX|DNS|SPF|DKIM|DMARC/,
          'a reply begins without codes and jargon',
        );
      });
    }
  }
});
