/**
 * Thunderbird's own API, as far as we use it: what no browser has. Its name for it is `messenger`; what it shares with the browsers
 * is in `browser.ts`. https://webextension-api.thunderbird.net/en/esr-mv3/
 */
interface Message {
  readonly id: number;
}
interface MessageHeader {
  readonly subject: string;
}
/** A page of a list; `id` asks for the next one. */
interface MessageList {
  readonly id: string | null;
  readonly messages: readonly Message[];
}
interface MenuClick {
  readonly menuItemId: string | number;
  readonly selectionText?: string;
  /** What is selected in the list of messages, where the menu was opened there. */
  readonly selectedMessages?: MessageList;
}
interface MailTab {
  readonly id?: number;
}
interface Event<Listener> {
  addListener(listener: Listener): void;
}
interface Messenger {
  readonly menus: {
    create(item: { readonly id: string; readonly title: string; readonly contexts: readonly string[] }, done: () => void): void;
    readonly onClicked: Event<(info: MenuClick, tab?: MailTab) => void>;
  };
  readonly messages: {
    get(id: number): Promise<MessageHeader>;
    getRaw(id: number, options: { readonly data_format: 'File' }): Promise<File>;
    continueList(id: string): Promise<MessageList>;
  };
  readonly messageDisplay: {
    getDisplayedMessages(tabId: number): Promise<MessageList>;
  };
  readonly messageDisplayAction: { readonly onClicked: Event<(tab: MailTab) => void> };
  readonly scripting: {
    readonly messageDisplay: {
      getRegisteredScripts(filter: { readonly ids: readonly string[] }): Promise<readonly object[]>;
      registerScripts(scripts: readonly { readonly id: string; readonly js: readonly string[]; readonly runAt: string }[]): Promise<void>;
    };
  };
}

declare global {
  /** In a browser there is none. */
  var messenger: Messenger;
}

/** All messages of a list, however many pages it has; no more than `most`. */
export async function messagesIn(list: MessageList, most: number): Promise<readonly number[]> {
  const ids: number[] = [];
  let page: MessageList | undefined = list;
  while (page !== undefined && ids.length < most) {
    ids.push(...page.messages.map(({ id }) => id));
    page = page.id === null ? undefined : await messenger.messages.continueList(page.id);
  }
  return ids.slice(0, most);
}

/** The message that a tab shows; undefined where it shows none or many. */
export async function displayedIn(tabId: number): Promise<number | undefined> {
  const { messages } = await messenger.messageDisplay.getDisplayedMessages(tabId);
  const [only, ...others] = messages;
  return others.length === 0 ? only?.id : undefined;
}

/** A message as a file that is named after its subject; `undefined` where it is gone or out of reach. */
export async function messageFile(id: number): Promise<File | undefined> {
  try {
    const [{ subject }, raw] = await Promise.all([messenger.messages.get(id), messenger.messages.getRaw(id, { data_format: 'File' })]);
    return new File([raw], subject === '' ? raw.name : subject);
  } catch {
    return undefined;
  }
}

/** A message as it came, whole: the parts that a window does not show hold the report. `most` bytes of it. */
export async function rawMessage(id: number, most: number): Promise<Uint8Array> {
  const file = await messenger.messages.getRaw(id, { data_format: 'File' });
  return new Uint8Array(await file.slice(0, most).arrayBuffer());
}
