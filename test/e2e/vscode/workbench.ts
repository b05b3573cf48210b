/** A real VS Code in a real Chromium, as a person uses it: open a file, look at highlights, point, press keys. */
import type { Browser, Locator, Page } from 'playwright-core';
import type { RunningVscode } from '../../../tools/vscode-runtime.ts';

export interface Highlight {
  /** Counted from 1, as the editor numbers it. */
  readonly line: number;
  /** The characters that are highlighted. */
  readonly text: string;
  /** As drawn: a solid, dashed or dotted line; the delivered ones have a thin dotted one. */
  readonly outcome: 'permanent-failure' | 'deferral' | 'delayed-notice' | 'delivered';
  /** Where its first piece is drawn, in pixels of the page. */
  readonly middle: { readonly x: number; readonly y: number };
}

export interface Workbench {
  readonly page: Page;
  /** Open a file of the folder by its name and wait until it is shown. */
  open(name: string): Promise<void>;
  /** Wait until a file's highlights are drawn, for so many milliseconds (none: none came), and read them from top to bottom. */
  highlights(patience?: number): Promise<readonly Highlight[]>;
  /** Point at a highlight; the text of the hover that answers. */
  hover(highlight: Highlight | undefined): Promise<string>;
  /** Click something in the hover that is shown. */
  clickInHover(text: string): Promise<void>;
  /** Run a command by the command palette. */
  run(title: string): Promise<void>;
  /** What the clipboard comes to hold; it is emptied, so that the next look cannot see it again. */
  copied(): Promise<string>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly browser: Pick<Browser, 'newContext'>;
  readonly vscode: Pick<RunningVscode, 'urlFor'>;
  /** Files to open at once, absolute. */
  readonly files?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  /** VS Code's own, as where its language pack is installed; its own words stay English. */
  readonly language?: string;
}

export async function openWorkbench({
  browser,
  vscode,
  files = [],
  viewport = { width: 1280, height: 800 },
  language,
}: WorkbenchOptions): Promise<Workbench> {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  // The compiler of these tests names inner functions by a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named;');
  if (language !== undefined) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`);
  await page.goto(vscode.urlFor(files));
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  if (files.length > 0) await page.locator('.editor-instance .view-line').first().waitFor({ timeout: 60_000 });
  return {
    page,
    open: (name) => openByName(page, name),
    highlights: (patience = 20_000) => readHighlights(page, patience),
    hover: (highlight) => hoverOver(page, highlight),
    clickInHover: (text) => page.locator('.monaco-hover:visible a', { hasText: text }).first().click(),
    run: (title) => runCommand(page, title),
    copied: () => readCopied(page),
    close: () => context.close(),
  };
}

/** A list that was on its way out, or filled itself anew beneath the pointer, is asked once more. */
async function openByName(page: Page, name: string): Promise<void> {
  const tab = page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`);
  // The tab comes first; the editor still shows the file before.
  const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="/${encodeURIComponent(name)}"]`);
  for (let attempt = 0; attempt < 4; attempt++) {
    const isOpen = await chooseByName(page, name)
      .then(() => tab.waitFor({ timeout: 5_000 }))
      .then(
        () => true,
        () => false,
      );
    if (isOpen) break;
    // What is left of the list closes when it is asked again.
    await page.keyboard.press('Escape');
  }
  await tab.waitFor();
  await editor.locator('.view-line').first().waitFor();
}
async function chooseByName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.fill(name, { timeout: 3_000 });
  // No longer name that begins so: mail.log.1 is not mail.log.
  const labels = [`="${name}"`, `^="${name} "`, `^="${name},"`].map((label) => `.quick-input-list .monaco-list-row[aria-label${label}]`);
  await page.locator(labels.join(', ')).first().click({ timeout: 5_000 });
}

async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  // A list that is on its way out swallows the key.
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.keyboard.press('F1');
    const isFilled = await input.fill(`>${title}`, { timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (isFilled) break;
  }
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
}

/** Highlights come a moment after the text; they are there when they are some, and the same for a while. */
async function readHighlights(page: Page, patience: number): Promise<readonly Highlight[]> {
  const state = { seen: '', since: 0 };
  for (const end = Date.now() + patience; Date.now() < end; await page.waitForTimeout(50)) {
    const now = await page.evaluate(collectHighlights);
    const seen = JSON.stringify(now);
    if (seen !== state.seen) Object.assign(state, { seen, since: Date.now() });
    else if (now.length > 0 && Date.now() - state.since >= 200) return now;
  }
  return [];
}

/**
 * Runs in the page. The text under a decoration type has a class of its own (`ced-…-1`, from its pointer shape); pieces side by side
 * that differ only in syntax colour are one. The box drawn for the same type (`ced-…-0`) tells the outcome by its line.
 */
function collectHighlights(): Highlight[] {
  const typeOf = (element: Element): string | undefined =>
    [...element.classList].find((name) => name.startsWith('ced-'))?.replace(/-\d{1,3}$/, '');
  const outcomes = new Map<string, Highlight['outcome']>();
  for (const box of document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')) {
    const { borderBottomStyle: line, borderBottomWidth: width } = getComputedStyle(box);
    const drawn =
      line === 'solid' ? 'permanent-failure' : line === 'dashed' ? 'deferral' : width === '1px' ? 'delivered' : 'delayed-notice';
    outcomes.set(typeOf(box) ?? '', drawn);
  }
  const top = (element: Element | null): number => Number.parseInt(element instanceof HTMLElement ? element.style.top : '', 10);
  const numbers = [...document.querySelectorAll('.editor-instance .margin-view-overlays .line-numbers')]
    .map((number) => ({ top: top(number.parentElement), line: Number(number.textContent) }))
    .sort((a, b) => a.top - b.top);
  // A wrapped line has its number on its first row only.
  const numberOf = (line: Element): number => numbers.filter((number) => number.top <= top(line)).at(-1)?.line ?? 0;
  const lines = [...document.querySelectorAll<HTMLElement>('.editor-instance .view-line')].sort((a, b) => top(a) - top(b));
  return lines.flatMap((line) => {
    const found: { type: string; text: string; first: Element; last: Element }[] = [];
    for (const piece of line.querySelectorAll('span[class*="ced-"]')) {
      const type = typeOf(piece) ?? '';
      const open = found.at(-1);
      if (open?.type === type && open.last.nextElementSibling === piece)
        Object.assign(open, { text: open.text + (piece.textContent ?? ''), last: piece });
      else found.push({ type, text: piece.textContent ?? '', first: piece, last: piece });
    }
    return found.map(({ type, text, first }) => {
      const { x, y, width, height } = first.getBoundingClientRect();
      return {
        line: numberOf(line),
        text: text.replaceAll('\u00A0', ' '),
        outcome: outcomes.get(type) ?? 'delivered',
        middle: { x: x + width / 2, y: y + height / 2 },
      };
    });
  });
}

async function readCopied(page: Page): Promise<string> {
  for (let waited = 0; waited < 5000; waited += 100) {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await page.waitForTimeout(100);
    if (text !== '') return page.evaluate(() => navigator.clipboard.writeText('')).then(() => text);
  }
  return '';
}

/** The pointer rests on the highlight; a hover that does not come is asked for again, as a person would. */
async function hoverOver(page: Page, highlight: Highlight | undefined): Promise<string> {
  if (highlight === undefined) throw new Error('there is no such highlight to point at');
  for (let attempt = 0; attempt < 5; attempt++) {
    const { x, y } = await placeNow(page, highlight);
    await page.mouse.move(640, 5);
    await page.waitForTimeout(150);
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y, { steps: 3 });
    const shown = await shownHover(page)
      .waitFor({ timeout: 2500 })
      .then(
        () => true,
        () => false,
      );
    if (shown) return shownHover(page).innerText();
  }
  throw new Error(`no hover over "${highlight.text}"`);
}

/** A lens above a line that comes late moves it down. */
async function placeNow(page: Page, { line, text, middle }: Highlight): Promise<Highlight['middle']> {
  const alike = (await page.evaluate(collectHighlights)).filter((one) => one.line === line && one.text === text);
  const distances = alike.map((one) => Math.abs(one.middle.x - middle.x));
  return alike[distances.indexOf(Math.min(...distances))]?.middle ?? middle;
}

/** The answer has a headline; other hovers have none. */
export function shownHover(page: Page): Locator {
  return page
    .locator('.monaco-hover:visible')
    .filter({ has: page.locator('h3') })
    .first();
}
