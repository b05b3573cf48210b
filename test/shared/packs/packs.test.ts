/** A team's pack: checked with clear messages, wins where it is as specific, replaces texts field by field. */
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { compilePack, createLens, type Diagnosis, type Pack, withPacks } from '../../../shared/src/index.ts';
import { knowledge, texts } from '../../knowledge.ts';

const compile = (yaml: string): ReturnType<typeof compilePack> => compilePack('acme', parse(yaml), knowledge);
function packOf(yaml: string): Pack {
  const { pack, faults } = compile(yaml);
  assert.deepEqual(faults, []);
  assert.ok(pack);
  return pack;
}
function explain(yaml: string, text: string): Diagnosis {
  const { profile, ...extended } = withPacks(knowledge, texts, [packOf(yaml)]);
  const lens = createLens({ ...extended, ...(profile && { profile }) });
  const [verdict] = lens.analyze({ text }).verdicts;
  assert.ok(verdict);
  return lens.explain(verdict);
}
const faults = (yaml: string): readonly string[] => compile(yaml).faults.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a pack', () => {
  it('adds a rule, with texts and profile', () => {
    const yaml = `
writer: { title: Acme, kind: provider }
profile: { domains: [example.org], networks: [203.0.113.0/24] }
rules:
  - id: frozen
    when: { says: [account is on ice] }
    reason: mailbox-disabled
    steps: [Call Ann in billing.]
    samples: [550 Account is on ice]
`;
    const answer = explain(yaml, '550 Account is on ice');
    assert.equal(answer.verdict.rule, 'acme/frozen');
    assert.deepEqual(
      answer.steps.flat().map((i) => i.text),
      ['Call Ann in billing.'],
    );
    assert.equal(answer.title, texts.reasons['mailbox-disabled']?.title);
  });
  it('wins over a rule of ours that is as specific', () => {
    const yaml = `
rules:
  - id: unknown
    when: { says: [user unknown] }
    reason: mailbox-moved
    samples: [550 User unknown]
`;
    assert.equal(explain(yaml, '550 User unknown').verdict.rule, 'acme/unknown');
  });
  it('says it in its own words and links', () => {
    const yaml = `
answers:
  mailbox-full:
    customerReply: Bitte rufen Sie uns an.
    links: [{ title: Our page, href: "https://support.example.org/full" }]
`;
    const answer = explain(yaml, '552 5.2.2 Mailbox full');
    assert.equal(answer.customerReply, 'Bitte rufen Sie uns an.');
    assert.ok(answer.links.some(({ href }) => href === 'https://support.example.org/full'));
    assert.ok(answer.steps.length > 1);
  });
  it('says it also where a mail program speaks with its own server', () => {
    const dialog = 'The message could not be sent because the connection to Outgoing server (SMTP) smtp.example.com timed out. Try again.';
    const ours = explain('', dialog);
    assert.equal(ours.title, texts.reasons['timeout@submission']?.title);
    assert.notEqual(ours.title, texts.reasons['timeout']?.title);
    const own = explain('answers:\n  timeout: { customerReply: Please call us. }', dialog);
    assert.deepEqual([own.customerReply, own.title], ['Please call us.', ours.title]);
  });
  it('may be empty', () => assert.deepEqual(compile('').faults, []));
});

describe('a faulty pack', () => {
  it('is told where and what', () => {
    assert.deepEqual(faults('rules: [{ id: a, when: { says: [abc def] }, reason: no-such, samples: [abc def] }]'), [
      'rules.0.reason: there is no reason "no-such"; "bounce-lens knowledge" and docs/rules.md list them',
    ]);
    assert.deepEqual(faults('answers: { no-such: { title: x } }'), [
      'answers.no-such: there is no reason or rule "no-such"; "bounce-lens knowledge" and docs/rules.md list them',
    ]);
    assert.deepEqual(faults('answers: { mailbox-full: { meaning: "for {nobody|x}" } }'), [
      'answers.mailbox-full.meaning: there is no placeholder {nobody}',
    ]);
    assert.deepEqual(
      faults('profile: { networks: [office] }').map((f) => f.split(':')[0]),
      ['profile.networks.0'],
    );
  });
  it('is told how to mend it', () => {
    assert.deepEqual(faults('surprise: true'), ['surprise: "surprise" is no key that is known here; compare its spelling, or remove it']);
    assert.deepEqual(faults('rules: [{ id: "A B" }]'), [
      'rules.0: "when" is missing',
      'rules.0: "reason" is missing',
      'rules.0: "samples" is missing',
      'rules.0.id: "id" does not look as it must: write it in small letters, digits and hyphens, as in over-quota',
    ]);
    assert.deepEqual(faults('answers: { mailbox-full: { steps: Call Ann } }'), [
      'answers.mailbox-full.steps: "steps" must be a list: write [one, two], or each on a line of its own after "- "',
    ]);
    assert.match(faults('writer: { title: A, kind: bank }')[0] ?? '', /^writer\.kind: "kind" must be one of "provider", "mta"/);
  });
  it('never runs, whatever it holds', () => {
    for (const yaml of [
      'rules: 5',
      '- a',
      'rules: [{ id: "A B" }]',
      'answers: { mailbox-full: { links: [{ title: x, href: "javascript:alert(1)" }] } }',
      'surprise: true',
    ]) {
      const { pack, faults: found } = compile(yaml);
      assert.equal(pack, undefined, yaml);
      assert.ok(found.length > 0 && found.every(({ message }) => message.length > 0), yaml);
    }
  });
});
