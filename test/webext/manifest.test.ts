/** What the extension asks of its user, and what it lets itself do. */
import assert from 'node:assert/strict';
import { manifestOf } from '../../webext/src/manifest.ts';
import { managedPattern, matchesSite, nameOf, siteOf } from '../../webext/src/site-pattern.ts';

const browsers = ['chromium', 'firefox'] as const;
const forbidden = ['host_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable'];

describe('the manifest', () => {
  for (const target of browsers) {
    const manifest = manifestOf(target, '1.2.3');

    it(`${target}: needs the tab in front, the menu, its script, a little memory and its own panel; nothing else`, () => {
      assert.deepEqual([...manifest.permissions].sort(), [
        'activeTab',
        'contextMenus',
        'scripting',
        ...(target === 'chromium' ? ['sidePanel'] : []),
        'storage',
      ]);
      assert.deepEqual(
        Object.keys(manifest).filter((key) => forbidden.includes(key)),
        [],
      );
    });
    it(`${target}: sites only one by one, by their user`, () => {
      assert.deepEqual(manifest.optional_host_permissions, ['https://*/*', 'http://*/*']);
      assert.equal('optional_permissions' in manifest, false);
    });
    it(`${target}: its pages load and reach nothing but themselves`, () => {
      const policy = JSON.stringify(manifest['content_security_policy']);
      for (const law of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'none'"])
        assert.ok(policy.includes(law), `${law} in ${policy}`);
      assert.doesNotMatch(policy, /unsafe|https?:/);
    });
    it(`${target}: bears the version it is given`, () => assert.equal(manifest['version'], '1.2.3'));
  }

  it('declares to Firefox that no data is collected', () => {
    assert.match(
      JSON.stringify(manifestOf('firefox', '1.0.0')),
      /"gecko":\{"id":"[^"]+","strict_min_version":"\d+\.\d+","data_collection_permissions":\{"required":\["none"\]\}\}/,
    );
  });
  it('asks in Thunderbird for messages and no sites', () => {
    const manifest = manifestOf('thunderbird', '1.0.0');
    assert.deepEqual([...manifest.permissions].sort(), ['menus', 'messagesModify', 'messagesRead', 'scripting', 'storage']);
    const others = [...forbidden, 'optional_permissions', 'optional_host_permissions'];
    assert.deepEqual(
      Object.keys(manifest).filter((key) => others.includes(key)),
      [],
    );
    assert.match(JSON.stringify(manifest['browser_specific_settings']), /"data_collection_permissions":\{"required":\["none"\]\}/);
  });
  it('has the background that each browser knows', () => {
    assert.deepEqual(manifestOf('chromium', '1.0.0')['background'], { service_worker: 'background.js' });
    assert.deepEqual(manifestOf('firefox', '1.0.0')['background'], { scripts: ['background.js'] });
  });
});

describe('sites', () => {
  it('are whole origins, whatever the port', () => {
    assert.equal(siteOf('https://mail.example.com/inbox?x=1'), 'https://mail.example.com/*');
    assert.equal(siteOf('http://mail.example.com:8080/'), 'http://mail.example.com/*');
  });
  it('are web pages only', () => {
    for (const address of [
      undefined,
      '',
      'null',
      'about:blank',
      'chrome://extensions/',
      'file:///tmp/a.eml',
      'moz-extension://x/popup.html',
    ])
      assert.equal(siteOf(address), undefined);
  });
  it('are named as their users know them', () => {
    assert.equal(nameOf('https://mail.example.com/*'), 'mail.example.com');
    assert.equal(nameOf('*://*.example.com/*'), '*.example.com');
  });
  it('are written by an administrator as they are spoken of', () => {
    assert.equal(managedPattern('Mail.Example.com'), 'https://mail.example.com/*');
    assert.equal(managedPattern('*.example.com/'), 'https://*.example.com/*');
    assert.equal(managedPattern(' http://desk.example.com/* '), 'http://desk.example.com/*');
    assert.equal(managedPattern('*://bücher.example/*'), '*://bücher.example/*');
    for (const wrong of [
      '',
      '*',
      '<all_urls>',
      'https://*/*',
      'ftp://example.com/',
      'example.com/path',
      'a b',
      '*.*.example.com',
      'file:///x',
    ])
      assert.equal(managedPattern(wrong), undefined, wrong);
  });
  it('are held by a wider one', () => {
    assert.ok(matchesSite('https://*.example.com/*', 'https://mail.example.com/*'));
    assert.ok(matchesSite('https://*.example.com/*', 'https://example.com/*'));
    assert.ok(matchesSite('https://*.example.com/*', 'https://*.example.com/*'));
    assert.ok(matchesSite('*://mail.example.com/*', 'http://mail.example.com/*'));
    for (const other of [
      'http://mail.example.com/*',
      'https://mail.example.org/*',
      'https://notexample.com/*',
      'https://*.mail.example.org/*',
    ])
      assert.ok(!matchesSite('https://*.example.com/*', other), other);
  });
});
