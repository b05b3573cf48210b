/** The profile's fields and its file: what is written is read again, by every host. */
import assert from 'node:assert/strict';
import type { Profile } from '@bounce-lens/shared';
import { readPackFile } from '@bounce-lens/shared/pack-file';
import { linesIn, profileText, unreadableHosts } from '../../webext/src/profile-text.ts';
import { knowledge } from '../knowledge.ts';

describe('the text of a profile', () => {
  it('is a pack that holds the profile and nothing else', () => {
    const profile: Profile = {
      domains: ['example.org', 'lists.example.org'],
      hosts: ['mail.example.org'],
      networks: ['203.0.113.0/24', '2001:db8::/32'],
      timeZone: 'Europe/Berlin',
      signature: 'Kind regards: "Ann" # not a comment\n\tSupport – 日本',
      replyLanguage: 'pt-BR',
    };
    const { pack, faults } = readPackFile('ours', profileText(profile), knowledge);
    assert.deepEqual(faults, []);
    assert.deepEqual(pack?.profile, profile);
    assert.deepEqual(pack?.rules, []);
  });
  it('of nothing is a pack without a fault', () => assert.deepEqual(readPackFile('ours', profileText({}), knowledge).faults, []));
});

describe('the fields of a profile', () => {
  it('hold one value a line, and take a list with commas too', () =>
    assert.deepEqual(linesIn(' example.org\r\n\r\nexample.net, example.com;'), ['example.org', 'example.net', 'example.com']));
  it('know names from what is none', () => {
    assert.deepEqual(unreadableHosts(['example.org', '.example.org', 'mail', 'xn--bcher-kva.example', 'bücher.example']), []);
    const wrong = ['ann@example.org', 'https://example.org', 'example.org/x', '*.example.org', 'a..b', 'mail.example.org:25', '%zz'];
    assert.deepEqual(unreadableHosts(wrong), wrong);
  });
});
