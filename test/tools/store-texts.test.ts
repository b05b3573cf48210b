/** The texts for the stores: true to the packages, and no longer than a store takes. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf } from '../../webext/src/manifest.ts';

const root = join(import.meta.dirname, '../..');
const store = (name: string) => readFileSync(join(root, 'docs/store', name), 'utf8');
/** Names in the first column of the tables under a heading. */
function permissionsUnder(heading: string): readonly string[] {
  const part =
    store('permissions.md')
      .split(/^## /m)
      .find((one) => one.startsWith(heading)) ?? '';
  return [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name).sort();
}

describe('the texts for the stores', () => {
  it('justify every permission of every package, and no other', () => {
    const browsers = new Set([...manifestOf('chromium', '1.0.0').permissions, ...manifestOf('firefox', '1.0.0').permissions]);
    assert.deepEqual(permissionsUnder('Chrome, Edge and Firefox'), [...browsers].sort());
    assert.deepEqual(permissionsUnder('Thunderbird'), [...manifestOf('thunderbird', '1.0.0').permissions].sort());
    for (const site of manifestOf('chromium', '1.0.0').optional_host_permissions ?? [])
      assert.ok(store('permissions.md').includes(`\`${site}\``), site);
  });

  it('say that no data is collected, as the manifests do', () => {
    assert.match(store('privacy.md'), /\*\*Bounce Lens collects no data\.\*\*/);
    for (const target of ['firefox', 'thunderbird'] as const)
      assert.match(JSON.stringify(manifestOf(target, '1.0.0')), /"data_collection_permissions":\{"required":\["none"\]\}/);
  });

  it('name and sum up the product in every language within the stores’ lengths', () => {
    const languages = readdirSync(join(root, 'webext/_locales'));
    assert.equal(languages.length, 8);
    for (const language of languages) {
      const words: Readonly<Record<string, { readonly message: string }>> = JSON.parse(
        readFileSync(join(root, 'webext/_locales', language, 'messages.json'), 'utf8'),
      );
      for (const [name, most] of [
        ['name', 45],
        ['description', 132],
        ['descriptionMail', 132],
      ] as const) {
        const { message = '' } = words[name] ?? {};
        assert.ok(message.length > 0 && message.length <= most, `${language}, ${name}: ${message.length} of ${most} characters`);
      }
    }
  });

  it('come with pictures of the size that stores take', () => {
    const pictures = readdirSync(join(root, 'docs/store/images')).filter((name) => name.endsWith('.png'));
    assert.ok(pictures.length >= 4, pictures.join(', '));
    for (const name of pictures) {
      const png = readFileSync(join(root, 'docs/store/images', name));
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1280, 800], name);
    }
  });

  it('name files that are there', () => {
    const named = ['listing.md', 'privacy.md', 'permissions.md'].flatMap((name) => [...store(name).matchAll(/`(docs\/[\w/.-]+\.md)`/g)]);
    for (const [, path = ''] of named) assert.ok(existsSync(join(root, path)), path);
  });
});
