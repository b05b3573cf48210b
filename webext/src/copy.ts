/** Copying, also where the clipboard API is not: pages over plain http, frames that were not given it. */

import { giveFocus } from './focus.ts';

/** Put `text` on the clipboard; must be called while a click or key press is handled. `near`: an element of ours that may hold a text area for a moment. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  return (await written(text, near.ownerDocument.defaultView)) || copiedByCommand(text, near);
}

async function written(text: string, view: Window | null): Promise<boolean> {
  if (view === null || !view.isSecureContext || view.navigator.clipboard === undefined) return false;
  try {
    await view.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copiedByCommand(text: string, near: HTMLElement): boolean {
  const page = near.ownerDocument;
  const area = page.createElement('textarea');
  const focused = focusedBeside(near);
  area.value = text;
  area.readOnly = true;
  area.tabIndex = -1;
  area.className = 'off-screen';
  near.append(area);
  area.focus({ preventScroll: true });
  area.select();
  const done = page.execCommand('copy');
  area.remove();
  giveFocus(focused);
  return done;
}

/** What has the focus in the tree of `near`: the page only sees the host of a shadow root. */
function focusedBeside(near: HTMLElement): Element | undefined {
  const root = near.getRootNode();
  return 'activeElement' in root && isElement(root.activeElement) ? root.activeElement : undefined;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'tagName' in value;
}
