/** Sources of the extension in a plain page of a real browser: what happens to DOM nodes is asked of a DOM. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../../tools/browsers.ts';
import { adaptersPlugin } from '../../../tools/webext-build.ts';

const sources = join(import.meta.dirname, '../../../webext/src');

export interface Bench {
  readonly page: Page;
  close(): Promise<void>;
}

/** A page in which `code`, which may import the extension's sources by `./name.ts`, has run. */
export async function openBench(code: string): Promise<Bench> {
  const { path } = await ensureChromium();
  const browser: Browser = await chromium.launch({ executablePath: path, headless: true, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.addInitScript({ content: await bundled(code) });
  await page.goto('about:blank');
  return { page, close: () => browser.close() };
}

async function bundled(code: string): Promise<string> {
  const stdin = { contents: code, resolveDir: sources, loader: 'ts' } as const;
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    write: false,
    format: 'iife',
    loader: { '.css': 'text' },
    plugins: [adaptersPlugin],
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
