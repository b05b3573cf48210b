/** The oldest VS Code the extension supports, in a virtual workspace with no server behind it: as on vscode.dev. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type OldestVscode, startOldestVscode } from '../../../tools/vscode-oldest.ts';
import { builtExtension, sharedVscode } from './shared-vscode.ts';
import { openWorkbench } from './workbench.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples', 'real');

describe('the oldest VS Code, without a server', () => {
  const started: { vscode?: OldestVscode } = {};
  before(async () => {
    started.vscode = await startOldestVscode(samples, builtExtension);
  });
  after(() => started.vscode?.stop());

  it('is the one that the manifest names', () => assert.match(started.vscode?.version ?? '', /^1\.91\./));

  it('highlights, explains and copies in a virtual workspace', async () => {
    const { browser } = await sharedVscode();
    assert.ok(started.vscode);
    const window = await openWorkbench({
      browser,
      vscode: started.vscode,
      files: ['sendmail-still-trying.eml'],
      viewport: { width: 1280, height: 1400 },
    });
    const highlights = await window.highlights();
    assert.deepEqual(
      highlights.map(({ line, outcome, text }) => `${line} ${outcome} ${text}`),
      ['31 delayed-notice 451', '31 delayed-notice 4.3.0', '44 delayed-notice 4.3.0', '46 delayed-notice 451', '46 delayed-notice 4.3.0'],
    );
    assert.match(await window.hover(highlights[0]), /delay notice · 451 4\.3\.0 ·[\s\S]*451 4\.3\.0 Error: queue file write error/);
    await window.clickInHover('Copy reply for the customer');
    assert.match(await window.copied(), /^Your message to later@filter\.example\.com has not been delivered yet/);
    await window.close();
  });
});
