/** Copying, also where the clipboard API is not: pages over plain http, frames that were not given it. */

/** Put `text` on the clipboard; must be called while a click or key press is handled. `near`: a tree of ours that may hold a text area for a moment. */
export async function copyText(text: string, near: ShadowRoot | HTMLElement): Promise<boolean> {
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

function copiedByCommand(text: string, near: ShadowRoot | HTMLElement): boolean {
  const page = near.ownerDocument;
  const area = page.createElement('textarea');
  const focused = 'activeElement' in near ? near.activeElement : page.activeElement;
  area.value = text;
  area.readOnly = true;
  area.tabIndex = -1;
  area.className = 'off-screen';
  near.append(area);
  area.focus({ preventScroll: true });
  area.select();
  const done = page.execCommand('copy');
  area.remove();
  if (focused !== null && 'focus' in focused && typeof focused.focus === 'function') focused.focus({ preventScroll: true });
  return done;
}
