/** The settings' packs: import one by file or paste, be told what is wrong with it and where, see those there are, remove them. */
import knowledge from '@bounce-lens/shared/knowledge.json';
import { type FileFault, packIds, readPackFile } from '@bounce-lens/shared/pack-file';
import { make, makeButton } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { limits } from './limits.ts';
import { type ManagedPack, managedSettings } from './managed.ts';
import { compileManaged } from './managed-packs.ts';
import { dropPack, type KeptPack, keepPack, keptPacks } from './settings.ts';
import { word } from './words.ts';

export async function offerPacks(): Promise<void> {
  const form = elementOf('pack', HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void importGiven(form);
  });
  await renewPacks();
  await showPacks();
}

/** After an update the same words may be compiled to something else. */
async function renewPacks(): Promise<void> {
  for (const kept of await keptPacks()) {
    const { pack } = readPackFile(kept.id, kept.text, knowledge);
    if (pack !== undefined && JSON.stringify(pack) !== JSON.stringify(kept.pack)) await keepPack({ ...kept, pack });
  }
}

interface Given {
  readonly id: string;
  readonly text: string;
}

/** A chosen file goes before a pasted text. */
async function given(): Promise<Given | undefined> {
  const [file] = elementOf('pack-file', HTMLInputElement).files ?? [];
  if (file !== undefined) return { id: idOf(file.name), text: await file.slice(0, limits.packBytes).text() };
  const text = elementOf('pack-text', HTMLTextAreaElement).value;
  return text.trim() === '' ? undefined : { id: idOf(elementOf('pack-name', HTMLInputElement).value), text };
}

/** A name that rules can be named after: `acme/over-quota`. */
function idOf(name: string): string {
  const [id = ''] = packIds([name.trim()]);
  return id.replace(/[^\p{L}\p{N}._-]/gu, '-') || 'team';
}

async function importGiven(form: HTMLFormElement): Promise<void> {
  tell('', []);
  const one = await given();
  if (one === undefined) return tell(word('packEmpty'), []);
  if (knowledge.writers.some(({ id }) => id === one.id)) return tell(word('packTaken', one.id), []);
  const { pack, faults } = readPackFile(one.id, one.text, knowledge);
  if (pack === undefined) return tell(word('packFaulty', one.id), faults);
  try {
    await keepPack({ ...one, pack });
  } catch (error) {
    return tell(word('packNotKept', error instanceof Error ? error.message : String(error)), []);
  }
  form.reset();
  tell(word('packImported', one.id), []);
  await showPacks();
}

function tell(text: string, faults: readonly FileFault[]): void {
  const list = elementOf('pack-faults', HTMLUListElement);
  elementOf('pack-status', HTMLElement).textContent = text;
  list.hidden = faults.length === 0;
  list.replaceChildren(...faults.slice(0, limits.faults).map(faultView));
}

/** What is wrong is said in English, as a pack's keys are. */
export function faultView({ start, message }: FileFault): HTMLElement {
  const place = make(document, 'strong', '', word('packFault', String(start.line), String(start.column)));
  const what = make(document, 'span', '', message);
  what.lang = 'en';
  return make(document, 'li', '', place, ': ', what);
}

/** Show the packs there are, the organisation's too. */
export async function showPacks(): Promise<void> {
  const [packs, managed] = await Promise.all([keptPacks(), managedSettings()]);
  const list = elementOf('packs', HTMLUListElement);
  const shown = [...packs.map(packView), ...managed.packs.map(managedPackView)];
  elementOf('packs-none', HTMLElement).hidden = shown.length > 0;
  list.hidden = shown.length === 0;
  list.replaceChildren(...shown);
}

function packView({ id, text, pack }: KeptPack): HTMLElement {
  const remover = makeButton(document, word('sitesRemove'), () => void remove(id));
  remover.setAttribute('aria-label', word('sitesRemoveLabel', id));
  const fits = readPackFile(id, text, knowledge).pack !== undefined;
  const about = fits ? word('packRules', String(pack.rules.length)) : word('packOutdated');
  return make(document, 'li', '', make(document, 'span', '', make(document, 'strong', '', id), ` · ${about}`), remover);
}

/** One of the organisation; where it has a fault, its administrator is told which. */
function managedPackView(managed: ManagedPack): HTMLElement {
  const { pack, faults } = compileManaged(managed);
  const about = pack === undefined ? word('packOutdated') : word('packRules', String(pack.rules.length));
  const line = make(document, 'span', '', make(document, 'strong', '', managed.name), ` · ${about}`);
  const item = make(document, 'li', '', line, make(document, 'span', 'hint', word('managedHint')));
  const told = make(document, 'ul', 'faults', ...faults.slice(0, limits.faults).map((fault) => make(document, 'li', '', fault)));
  told.lang = 'en';
  if (faults.length > 0) item.append(told);
  return item;
}

async function remove(id: string): Promise<void> {
  await dropPack(id);
  tell(word('sitesRemoved', id), []);
  await showPacks();
  elementOf('packs-title', HTMLElement).focus();
}
