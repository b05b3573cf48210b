/** The box of a page that a reply is written in, and putting a text into it as if it were typed. */

import { focusedElement } from './focus.ts';
import { documentIn, documentsOf } from './frames.ts';
import { isOwnHost } from './own-host.ts';
import { isFrame } from './page-text.ts';
import { lookAt, shown } from './pick-adapter.ts';

declare global {
  interface Window {
    /** Firefox's own name for a window as its page sees it. */
    readonly wrappedJSObject?: Window & typeof globalThis;
  }
}

export interface ReplyBoxes {
  /** Remember what is written in on this page; the same page twice is once. */
  follow(page: Document): void;
  /** The box that has the focus or had it last, else the one the adapter knows. Puts a text in; `false` where the box is gone. */
  find(): ((text: string) => boolean) | undefined;
}

export function createReplyBoxes(outer: Window, signal: AbortSignal): ReplyBoxes {
  const followed = new WeakSet<Document>();
  const last: { box?: WeakRef<HTMLElement> } = {};
  const remember = (element: Element | undefined) => {
    const box = boxOf(element);
    if (box !== undefined) last.box = new WeakRef(box);
  };
  return {
    follow: (page) => {
      if (followed.has(page)) return;
      followed.add(page);
      remember(focusedElement(page));
      page.addEventListener('focusin', ({ target }) => remember(elementIn(target)), { capture: true, passive: true, signal });
    },
    find: () => {
      const known = last.box?.deref();
      const box = boxOf(focusedElement(outer.document)) ?? (known !== undefined && isThere(known) ? known : hintedBox(outer));
      return box === undefined ? undefined : (text) => insert(box, text);
    },
  };
}

function hintedBox(outer: Window): HTMLElement | undefined {
  for (const page of documentsOf(outer)) {
    const [hinted] = shown(page, lookAt(page).adapter.replyBoxes ?? []);
    const box = hinted !== undefined && isFrame(hinted) ? boxOf(documentIn(hinted)?.body) : boxOf(hinted);
    if (box !== undefined) return box;
  }
  return undefined;
}

function elementIn(target: EventTarget | null): Element | undefined {
  return target !== null && isElement(target) ? target : undefined;
}
function isElement(target: EventTarget): target is Element {
  return 'tagName' in target && 'closest' in target;
}

/** A field of several lines, or the element that is edited as a whole; search fields are none. */
function boxOf(element: Element | undefined): HTMLElement | undefined {
  if (element === undefined || isOwnHost(element)) return undefined;
  const edited = element.closest('[contenteditable]:not([contenteditable="false"])') ?? element;
  if (!isHtml(edited)) return undefined;
  if (isArea(edited)) return edited.readOnly || edited.disabled ? undefined : edited;
  return edited.isContentEditable ? edited : undefined;
}

function isThere(box: HTMLElement): boolean {
  return box.isConnected && box.getClientRects().length > 0;
}

/** As typed where the browser can: the page's own editor hears it, and can undo it. */
function insert(box: HTMLElement, text: string): boolean {
  if (!isThere(box)) return false;
  box.ownerDocument.defaultView?.focus();
  box.focus();
  return isArea(box) ? insertIntoArea(box, text) : insertIntoEditor(box, text);
}

/** Milliseconds after which an editor that took a paste shows it. */
const pasted = 300;

/**
 * Editors that keep their text elsewhere and draw it (Lexical, Slate, ProseMirror, CKEditor, Froala) take text by a paste of theirs: it is theirs to
 * undo then, and what their page does with it happens. Where nobody takes the paste, or it came to nothing, it is typed.
 */
function insertIntoEditor(box: HTMLElement, text: string): boolean {
  const selection = box.ownerDocument.getSelection();
  if (selection !== null && !box.contains(selection.anchorNode)) selection.collapse(box, 0);
  if (!isPasteTaken(box, text)) return insertIntoEdited(box, text);
  setTimeout(() => isThere(box) && !holds(box, text) && insertIntoEdited(box, text), pasted);
  return true;
}

function isPasteTaken(box: HTMLElement, text: string): boolean {
  const view = box.ownerDocument.defaultView;
  // Firefox keeps from a page what an extension would paste, and tells its editors of our typing before it happens (`beforeinput`), as of a person's.
  if (view === null || view.wrappedJSObject !== undefined) return false;
  const clipboardData = new view.DataTransfer();
  clipboardData.setData('text/plain', text);
  return !box.dispatchEvent(new view.ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData }));
}

/** Its beginning is enough: editors draw white space in their own way. */
function holds(box: HTMLElement, text: string): boolean {
  const bare = (one: string) => one.replace(/\s/g, '');
  return bare(box.textContent ?? '').includes(bare(text).slice(0, 40));
}

function insertIntoArea(area: HTMLTextAreaElement, text: string): boolean {
  const before = area.value;
  if (area.ownerDocument.execCommand('insertText', false, text) && area.value !== before) return true;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  tellOfInput(area, text);
  return true;
}

function insertIntoEdited(box: HTMLElement, text: string): boolean {
  const page = box.ownerDocument;
  const selection = page.getSelection();
  if (selection === null) return false;
  const before = box.textContent;
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) page.execCommand('insertParagraph');
    if (line !== '') page.execCommand('insertText', false, line);
  }
  if (box.textContent !== before) return true;
  const [range] = selection.rangeCount > 0 ? [selection.getRangeAt(0)] : [];
  if (range === undefined) return false;
  range.deleteContents();
  const pieces = text.split('\n').flatMap((line, index) => (index > 0 ? [page.createElement('br'), line] : [line]));
  const fragment = page.createDocumentFragment();
  fragment.append(...pieces);
  range.insertNode(fragment);
  tellOfInput(box, text);
  return true;
}

function tellOfInput(box: HTMLElement, data: string): void {
  const view = box.ownerDocument.defaultView;
  if (view !== null) box.dispatchEvent(new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data }));
}

// Of any realm: frames have their own.
function isHtml(element: Element): element is HTMLElement {
  return 'isContentEditable' in element && 'focus' in element;
}
function isArea(element: Element): element is HTMLTextAreaElement {
  return element.localName === 'textarea' && 'setRangeText' in element;
}
