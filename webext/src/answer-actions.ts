/** What can be done with an answer: copy it in its forms, in the customer's language, or put the reply where it is written. */
import { languages } from 'bounce-lens:languages';
import type { Diagnosis } from '@bounce-lens/shared';
import { copyText } from './copy.ts';
import { make, makeButton } from './elements.ts';
import { ask } from './messages.ts';
import { languageOfWords, word } from './words.ts';

/** What else a place offers that shows answers. */
export interface AnswerTools {
  /** The text the answer was read from. */
  readonly source?: string;
  /** Puts a text into the page's own box for replies; `false` where it is gone. Absent where there is none. */
  readonly insert?: (text: string) => boolean;
}
interface Actions {
  readonly page: Document;
  readonly status: HTMLElement;
  readonly group: HTMLElement;
}

export function actionsView(page: Document, diagnosis: Diagnosis, { source, insert }: AnswerTools): HTMLElement {
  const status = make(page, 'span', 'status');
  const group = make(page, 'div', 'actions');
  const actions = { page, status, group };
  const reply = { text: diagnosis.customerReply };
  for (const part of [group, status]) part.lang = languageOfWords();
  status.setAttribute('role', 'status');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', word('actions'));
  group.append(
    copier(actions, word('copyReply'), () => reply.text),
    languageChoice(actions, diagnosis, reply),
  );
  if (insert !== undefined) group.append(inserter(actions, insert, () => reply.text));
  group.append(
    copier(actions, word('copyEscalation'), () => diagnosis.escalation),
    copier(actions, word('copySummary'), () => diagnosis.summary),
  );
  if (source !== undefined) group.append(sampleCopier(actions, source));
  return make(page, 'footer', 'copying', group, status);
}

function copier({ page, status }: Actions, label: string, text: () => string): HTMLElement {
  return makeButton(page, label, (button) => {
    void copyText(text(), button.parentElement ?? button).then((done) => {
      status.textContent = word(done ? 'copied' : 'copyFailed');
    });
  });
}

/** The reply is fetched when the language is chosen: what is copied later is copied at once, while the browser still lets us. */
function languageChoice(actions: Actions, { verdict, replyLanguage }: Diagnosis, reply: { text: string }): HTMLElement {
  const { page, status, group } = actions;
  const choice = make(page, 'select', 'language', ...languages.map((tag) => languageOption(page, tag)));
  choice.setAttribute('aria-label', word('replyLanguage'));
  choice.title = word('replyLanguage');
  choice.value = replyLanguage;
  const had = { language: replyLanguage };
  choice.addEventListener('change', async () => {
    status.textContent = '';
    const wanted = choice.value;
    const buttons = [...group.querySelectorAll('button')];
    for (const button of buttons) button.disabled = true;
    const [diagnosis] = await ask('explain', { verdicts: [verdict], replyLanguage: wanted }).catch(() => []);
    // With the arrow keys many are passed; one that must be loaded first may answer after the one that was meant.
    if (choice.value !== wanted) return;
    if (diagnosis !== undefined) {
      reply.text = diagnosis.customerReply;
      had.language = wanted;
    }
    choice.value = had.language;
    for (const button of buttons) button.disabled = false;
  });
  return choice;
}

function languageOption(page: Document, tag: string): HTMLElement {
  const option = make(page, 'option', '', new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag);
  option.value = tag;
  option.lang = tag;
  return option;
}

function inserter({ page, status }: Actions, insert: (text: string) => boolean, text: () => string): HTMLElement {
  return makeButton(page, word('insertReply'), () => {
    if (!insert(text())) status.textContent = word('insertFailed');
  });
}

/** Made when it is first wanted, for few want it: the pointer or the focus on the button is wish enough. */
function sampleCopier(actions: Actions, source: string): HTMLElement {
  const made: { text?: string } = {};
  const prepare = async () => {
    made.text ??= await ask('redact', { text: source });
    return made.text;
  };
  const button = makeButton(actions.page, word('copySample'), async () => {
    const done = await copyText(made.text ?? (await prepare()), actions.group);
    actions.status.textContent = word(done ? 'copied' : 'copyFailed');
  });
  for (const kind of ['pointerenter', 'focus']) button.addEventListener(kind, () => void prepare());
  return button;
}
