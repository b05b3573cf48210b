/**
 * The protocol between the background and the pages: one union of messages, one table of handlers at each end.
 * All of it is plain data.
 */
import type { Analysis, Diagnosis, Verdict } from '@bounce-lens/shared';
import { browser, type Runtime } from './browser.ts';
import type { LensParts } from './lens-keeper.ts';
import type { Purpose } from './reading.ts';

/** Every message by kind: what it carries and how it is answered. */
export interface Messages {
  /** A page or the popup to the background: what does this text say? */
  analyze: { readonly carries: { readonly text: string; readonly purpose: Purpose }; readonly answer: Analysis };
  /** … and what is there to be said about these verdicts? */
  explain: {
    /** `replyLanguage`: BCP 47 tag of the reply to the customer, in place of the one that is set. */
    readonly carries: { readonly verdicts: readonly Verdict[]; readonly replyLanguage?: string };
    readonly answer: readonly Diagnosis[];
  };
  /** … how may this text be shown to others: addresses, hosts, ids replaced? */
  redact: { readonly carries: { readonly text: string }; readonly answer: string };
  /** … what does a lens of your own need, in the reader's language and with the packs of their team? */
  'lens-parts': { readonly carries: object; readonly answer: LensParts };
  /** … show these in the panel. Sent when its button is pressed, for browsers open it only then. */
  'open-panel': { readonly carries: { readonly verdicts: readonly Verdict[] }; readonly answer: true };
  /** … has the user enabled annotation on the sender's site? */
  'may-annotate': { readonly carries: object; readonly answer: boolean };
  /** A message window of Thunderbird to the background: what does the message in it report? All of it is read, not what is shown. */
  'read-message': { readonly carries: object; readonly answer: readonly Verdict[] };
  /** The background to a page: the menu was used; show the card. `selection` is what the browser says was selected. */
  'show-answer': { readonly carries: { readonly selection?: string }; readonly answer: true };
  /** The menu was used on a link to a message: read and explain it. */
  'show-linked': { readonly carries: { readonly address: string }; readonly answer: true };
  /** … sites were enabled or disabled. */
  'access-changed': { readonly carries: object; readonly answer: true };
}
export type Kind = keyof Messages;
export type Message<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & Messages[P]['carries'] }[K];
export type Answer<K extends Kind> = Messages[K]['answer'];
export type Handlers<K extends Kind> = { readonly [P in K]: (message: Message<P>, sender: Runtime.MessageSender) => Promise<Answer<P>> };

/** Ask the background. Rejects when it is gone (extension updated or removed). */
export function ask<K extends Kind>(kind: K, carries: Messages[K]['carries']): Promise<Answer<K>> {
  return browser.runtime.sendMessage<object, Answer<K>>({ kind, ...carries });
}

/** Tell the scripts of a tab, or of one of its frames. Rejects when none of ours is there. */
export function tell<K extends Kind>(
  place: { readonly tabId: number; readonly frameId?: number },
  kind: K,
  carries: Messages[K]['carries'],
): Promise<Answer<K>> {
  const options = place.frameId === undefined ? {} : { frameId: place.frameId };
  return browser.tabs.sendMessage<object, Answer<K>>(place.tabId, { kind, ...carries }, options);
}

/** Answer messages of the kinds in `handlers`; others are left to other listeners. Must run while the script starts. */
export function listen<K extends Kind>(handlers: Handlers<K>, signal?: AbortSignal): void {
  const onMessage = (message: unknown, sender: Runtime.MessageSender): Promise<Answer<K>> | undefined =>
    isOneOf(handlers, message) ? answer(handlers, message, sender) : undefined;
  browser.runtime.onMessage.addListener(onMessage);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(onMessage));
}

function answer<K extends Kind>(handlers: Handlers<K>, message: Message<K>, sender: Runtime.MessageSender): Promise<Answer<K>> {
  return handlers[message.kind](message, sender);
}

/** Only our own scripts can send here, and they are typed: the kind is all that needs to be looked at. */
function isOneOf<K extends Kind>(handlers: Handlers<K>, message: unknown): message is Message<K> {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  return typeof message.kind === 'string' && Object.hasOwn(handlers, message.kind);
}
