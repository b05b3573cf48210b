/** What is the user's own, as the extension takes it from settings: the language of answers, what is ours, the schema of packs. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { answerLanguage } from '../../extension/src/answer-language.ts';
import { profileFrom } from '../../extension/src/own-profile.ts';
import { packSchema } from '../../tools/pack-schema.ts';
import { knowledge } from '../knowledge.ts';

describe('the language of answers', () => {
  const shipped = ['de', 'en', 'fr', 'pt', 'zh-CN'];
  it('is that of VS Code, else the one that is set', () => {
    assert.equal(answerLanguage('auto', 'de', shipped), 'de');
    assert.equal(answerLanguage(undefined, 'pt-br', shipped), 'pt');
    assert.equal(answerLanguage('auto', 'zh-cn', shipped), 'zh-CN');
    assert.equal(answerLanguage('fr', 'de', shipped), 'fr');
    assert.equal(answerLanguage('auto', 'pt-PT', ['en', 'pt-BR']), 'pt-BR');
  });
  it('is English where there is no other', () => {
    for (const [setting, display] of [
      ['auto', 'ru'],
      ['../../etc', 'de'],
      [7, ''],
    ] as const)
      assert.equal(answerLanguage(setting, display, shipped), 'en');
  });
});

describe('the profile of the settings', () => {
  it('is taken as it is written', () => {
    const written = { domains: ['example.org'], hosts: ['mx.example.org'], networks: ['203.0.113.0/24'] };
    assert.deepEqual(profileFrom(written, knowledge), { profile: written, faults: [] });
    assert.deepEqual(profileFrom(undefined, knowledge).faults, []);
  });
  it('leaves out and tells what cannot be read, and keeps the rest', () => {
    const { profile, faults } = profileFrom(
      { domains: 'example.org', hosts: ['mx', 5], networks: ['office', '192.0.2.1', '2001:db8::/32'] },
      knowledge,
    );
    assert.deepEqual(profile, { domains: [], hosts: ['mx'], networks: ['192.0.2.1', '2001:db8::/32'] });
    assert.deepEqual(faults, [
      '"domains" must be a list of texts',
      '"hosts" must be a list of texts',
      '"office" is no address or network; write 203.0.113.0/24 or 2001:db8::/32',
    ]);
  });
  it('says zone, signature and language of replies, and leaves out what is none', () => {
    const written = {
      domains: [],
      hosts: [],
      networks: [],
      timeZone: 'Europe/Berlin',
      signature: 'Kim\nService desk',
      replyLanguage: 'de',
    };
    assert.deepEqual(profileFrom(written, knowledge), { profile: written, faults: [] });
    const { profile, faults } = profileFrom({ timeZone: 'Nowhere/Never', signature: 5, replyLanguage: '' }, knowledge);
    assert.deepEqual(profile, { domains: [], hosts: [], networks: [] });
    assert.equal(faults.length, 2);
    assert.match(faults.join(), /"signature" must be a text.*Nowhere/);
  });
  it("is nobody's where the setting is something else", () => {
    for (const setting of [null, 5, 'x', []])
      assert.deepEqual(profileFrom(setting, knowledge).profile, { domains: [], hosts: [], networks: [] });
  });
});

describe('the schema that editors complete packs by', () => {
  const isPack = new Ajv({ allowUnionTypes: true }).compile(packSchema(join(import.meta.dirname, '..', '..', 'shared')));
  const rule = {
    id: 'a',
    when: { says: ['on ice'] },
    reason: 'mailbox-disabled',
    links: [{ title: 'x', href: 'https://example.org/' }],
    samples: ['on ice'],
  };
  it('is whole in itself, and takes a pack', () => {
    assert.ok(
      isPack({ writer: { title: 'A', kind: 'mta' }, rules: [rule], answers: { policy: { links: rule.links } } }),
      JSON.stringify(isPack.errors),
    );
  });
  it('refuses what the compiler refuses', () => {
    for (const fault of [{ reason: 'no-such' }, { links: [{ title: 'x', href: 'http://x' }] }, { when: {} }, { samples: [] }])
      assert.equal(isPack({ rules: [{ ...rule, ...fault }] }), false, JSON.stringify(fault));
  });
});
