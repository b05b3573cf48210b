/** A window of the shared VS Code for the tests of one `describe`, with settings and files of its own: what most tests begin with. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type BouncesPanel, bouncesPanel } from './bounces-panel.ts';
import { calmWindow, sharedVscode } from './shared-vscode.ts';
import type { Workbench, WorkbenchOptions } from './workbench.ts';

interface Wanted extends Pick<WorkbenchOptions, 'viewport' | 'language'> {
  /** To open at once, by their names in the shared folder. */
  readonly files: readonly string[];
  /** Beside the calm ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** In the shared folder; made before, removed after. */
  readonly folder?: string;
  /** Writes what the tests open, before the window is there. */
  readonly fill?: (path: Setting['path']) => void;
  /** For whatever the tests wait for, in milliseconds. */
  readonly patience?: number;
}
/** Each is there while the tests run. */
export interface Setting {
  window(): Workbench;
  page(): Page;
  panel(): BouncesPanel;
  /** Absolute; in the folder of their own, where they have one. */
  path(name: string): string;
}

/** To be called in a `describe`. */
export function windowWith({ files, settings = {}, folder, fill, patience, ...options }: Wanted): Setting {
  const opened: { window?: Workbench; folder?: string } = {};
  const window = (): Workbench => {
    assert.ok(opened.window);
    return opened.window;
  };
  const path = (name: string): string => join(opened.folder ?? '', name);
  before(async () => {
    const { vscode, folder: shared, open } = await sharedVscode();
    vscode.writeSettings({ ...calmWindow, ...settings });
    opened.folder = join(shared, folder ?? '');
    mkdirSync(opened.folder, { recursive: true });
    fill?.(path);
    opened.window = await open(files, options);
    if (patience !== undefined) opened.window.page.setDefaultTimeout(patience);
  });
  after(async () => {
    await opened.window?.close();
    if (folder !== undefined) rmSync(path('.'), { recursive: true, force: true });
    (await sharedVscode()).vscode.writeSettings(calmWindow);
  });
  return { window, path, page: () => window().page, panel: () => bouncesPanel(window().page) };
}
