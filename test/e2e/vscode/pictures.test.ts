/** The pictures of the README, made of what the product shows; and each theme's colours, which must be there and differ. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sharedVscode } from './shared-vscode.ts';
import { shownHover } from './workbench.ts';

const images = join(import.meta.dirname, '..', '..', '..', 'docs', 'images');

/** A window with nothing in it but the file. */
const bare = {
  'editor.wordWrap': 'on',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.hover.delay': 100,
  'window.commandCenter': false,
  'window.autoDetectColorScheme': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
  'workbench.statusBar.visible': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
} as const;

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast', 'high-contrast-light': 'Default High Contrast Light' } as const;
const pictured: readonly string[] = ['dark', 'light'];

describe('pictures', () => {
  const colours = new Map<string, string>();
  after(async () => (await sharedVscode()).vscode.writeSettings({ 'editor.wordWrap': 'on' }));

  for (const [name, theme] of Object.entries(themes)) {
    it(`the ${name} theme`, async () => {
      const { vscode, open } = await sharedVscode();
      vscode.writeSettings({ ...bare, 'workbench.colorTheme': theme });
      const window = await open(['postfix-bounces-and-deferrals.log'], { viewport: { width: 1200, height: 760 } });
      await window.run('View: Close Primary Side Bar');
      const highlights = await window.highlights();
      const failure = highlights.find(({ outcome }) => outcome === 'permanent-failure');
      const hover = await window.hover(failure);
      assert.match(hover, /^The recipient's address does not exist there/);
      colours.set(name, await lineColour(window.page));
      mkdirSync(images, { recursive: true });
      if (pictured.includes(name)) await window.page.screenshot({ path: join(images, `vscode-hover-${name}.png`) });
      assert.ok(await shownHover(window.page).isVisible());
      await window.close();
    });
  }

  it('each theme has colours of its own', () => assert.equal(new Set(colours.values()).size, Object.keys(themes).length));
});

/** The colour of the line under a permanent failure. */
function lineColour(page: import('playwright-core').Page): Promise<string> {
  return page.locator('.view-overlays .cdr[class*="ced-"]').evaluateAll((boxes) => {
    const solid = boxes.map((box) => getComputedStyle(box)).find(({ borderBottomStyle }) => borderBottomStyle === 'solid');
    return solid?.borderBottomColor ?? '';
  });
}
