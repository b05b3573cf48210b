/**
 * `npm start -- --check`: what `npm start` shows a person, seen by a program. Opens the sample log in the real VS Code, reads a highlight
 * and a hover; annotates a page in the real browser and reads a card. Fails with the name of the step that did not show what it must.
 */
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type Highlight, openWorkbench, type Workbench } from '../test/e2e/vscode/workbench.ts';
import { ensureChromium } from './browsers.ts';
import { annotateSamplePage } from './check-browser.ts';
import { step } from './progress.mjs';
import { copySampleMailbox, type SampleMailbox } from './sample-mailbox.ts';
import { ensureVscode, type RunningVscode, startVscode } from './vscode-runtime.ts';
import { windowSettings } from './window-settings.ts';

const dist = join(import.meta.dirname, '..', 'dist');

/** A code of the sample log that Postfix quotes from another server. */
const code = '5.1.1';

export async function checkEverything(): Promise<void> {
  const mailbox = copySampleMailbox();
  try {
    await checkVscode(mailbox);
    await annotateSamplePage(mailbox.page);
  } finally {
    mailbox.remove();
  }
  console.log('\nEverything that npm start shows is there.');
}

async function checkVscode(mailbox: SampleMailbox): Promise<void> {
  const { path } = await step('finding a browser', ensureChromium);
  await ensureVscode();
  const vscode = await step('starting VS Code', () =>
    startVscode({ folder: mailbox.folder, extensions: [join(dist, 'extension')], settings: windowSettings }),
  );
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    await look(browser, vscode, mailbox);
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

async function look(browser: Browser, vscode: RunningVscode, { log }: SampleMailbox): Promise<void> {
  const workbench = await step(`opening ${log} in VS Code ${vscode.version}`, () => openWorkbench({ browser, vscode, files: [log] }));
  const highlight = await step('reading a highlight', () => readHighlight(workbench));
  await step('reading a hover', () => readHover(workbench, highlight));
}

async function readHighlight(workbench: Workbench): Promise<Highlight> {
  const seen = await workbench.highlights();
  const one = seen.find(({ text }) => text.includes(code));
  assert.ok(
    one !== undefined,
    `${code} is not highlighted in the sample log; highlighted: ${seen.map(({ text }) => text).join(', ') || 'nothing'}`,
  );
  assert.equal(one.outcome, 'permanent-failure', `${code} is highlighted as ${one.outcome}`);
  console.log(`  ${seen.length} highlights on the screen; line ${one.line}: ${one.text}, ${one.outcome}`);
  return one;
}

async function readHover(workbench: Workbench, highlight: Highlight): Promise<void> {
  const hover = await workbench.hover(highlight);
  const lines = hover.split('\n').filter((line) => line.trim() !== '');
  assert.ok(lines.length >= 3, `the hover over ${code} says only: ${hover}`);
  console.log(
    lines
      .slice(0, 6)
      .map((line) => `  | ${line}`)
      .join('\n'),
  );
}
