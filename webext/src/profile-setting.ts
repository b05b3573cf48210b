/** The settings' profile: what is the reader's own, checked field by field; taken from and given to a file that the editor reads too. */

import { languages } from 'bounce-lens:languages';
import { type Profile, profileFaults } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import { type FileFault, readPackFile, readProfileFile } from '@bounce-lens/shared/pack-file';
import { make } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { optionFor, ownNameOf } from './language-setting.ts';
import { limits } from './limits.ts';
import { faultView } from './pack-setting.ts';
import { linesIn, profileText, unreadableHosts } from './profile-text.ts';
import { keepProfile, keptProfile } from './settings.ts';
import { type Word, word } from './words.ts';

const lists = ['domains', 'hosts', 'networks'] as const;
const faultWords = {
  domains: 'profileFaultHost',
  hosts: 'profileFaultHost',
  networks: 'profileFaultNetwork',
  timeZone: 'profileFaultZone',
  replyLanguage: 'profileFaultZone',
  signature: 'profileFaultZone',
} as const satisfies Readonly<Record<keyof Profile, Word>>;

const areaOf = (key: string) => elementOf(`profile-${key}`, HTMLTextAreaElement);
const zoneField = () => elementOf('profile-timeZone', HTMLInputElement);
const languageField = () => elementOf('profile-replyLanguage', HTMLSelectElement);

export async function offerProfile(): Promise<void> {
  // What is kept is there before anything can be typed over it.
  const kept = await keptProfile();
  languageField().replaceChildren(optionFor('', word('profileReplyAsAnswers')), ...languages.map((tag) => optionFor(tag, ownNameOf(tag))));
  elementOf('zones', HTMLDataListElement).replaceChildren(...Intl.supportedValuesOf('timeZone').map((zone) => optionFor(zone, '')));
  fill(kept ?? {});
  elementOf('profile', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void save(given());
  });
  elementOf('profile-file', HTMLInputElement).addEventListener('change', (event) => void importFrom(event.target));
  elementOf('profile-export', HTMLButtonElement).addEventListener('click', exportIt);
}

function given(): Profile {
  const signature = areaOf('signature').value.trimEnd();
  const timeZone = zoneField().value.trim();
  const replyLanguage = languageField().value;
  return {
    ...Object.fromEntries(lists.map((key) => [key, linesIn(areaOf(key).value)] as const).filter(([, lines]) => lines.length > 0)),
    ...(timeZone !== '' && { timeZone }),
    ...(signature !== '' && { signature }),
    ...(replyLanguage !== '' && { replyLanguage }),
  };
}

function fill(profile: Profile): void {
  for (const key of lists) areaOf(key).value = (profile[key] ?? []).join('\n');
  areaOf('signature').value = profile.signature ?? '';
  zoneField().value = profile.timeZone ?? '';
  const known = languages.find((tag) => tag.toLowerCase() === profile.replyLanguage?.toLowerCase());
  languageField().value = known ?? '';
}

interface FieldFault {
  readonly key: keyof Profile;
  readonly value: string;
}

function faultsIn(profile: Profile): readonly FieldFault[] {
  const hosts = (['domains', 'hosts'] as const).flatMap((key) => unreadableHosts(profile[key] ?? []).map((value) => ({ key, value })));
  const others = profileFaults(profile).map(({ path: [key, index] }) => {
    const value = profile[key];
    return { key, value: typeof value === 'string' ? value : (value?.[index ?? 0] ?? '') };
  });
  return [...hosts, ...others];
}

async function save(profile: Profile): Promise<void> {
  const faults = faultsIn(profile);
  tell(faults.length === 0 ? '' : word('profileMend'), faults.map(fieldFaultView));
  mark(faults);
  if (faults.length > 0) return;
  try {
    await keepProfile(profile);
    tell(word('profileSaved'), []);
  } catch (error) {
    tell(word('packNotKept', error instanceof Error ? error.message : String(error)), []);
  }
}

/** Fields with a fault say so to everybody, and the first of them takes the focus. */
function mark(faults: readonly FieldFault[]): void {
  const fields = [...elementOf('profile', HTMLFormElement).querySelectorAll<HTMLElement>('[id^="profile-"]')];
  const faulty = fields.filter(({ id }) => faults.some(({ key }) => id === `profile-${key}`));
  for (const field of fields) {
    if (faulty.includes(field)) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
  faulty[0]?.focus();
}

function fieldFaultView({ key, value }: FieldFault): HTMLElement {
  return make(document, 'li', '', word(faultWords[key], value));
}

function tell(text: string, faults: readonly HTMLElement[]): void {
  const list = elementOf('profile-faults', HTMLUListElement);
  elementOf('profile-status', HTMLElement).textContent = text;
  list.hidden = faults.length === 0;
  list.replaceChildren(...faults.slice(0, limits.faults));
}

/** A profile alone, or the `profile` of a pack. What is wrong with it is told with its place in the file. */
async function importFrom(target: EventTarget | null): Promise<void> {
  if (!(target instanceof HTMLInputElement)) return;
  const [file] = target.files ?? [];
  if (file === undefined) return;
  const text = await file.slice(0, limits.packBytes).text();
  const { profile, faults } = readEither(text);
  target.value = '';
  if (profile === undefined) return tell(word('packFaulty', file.name), faults.map(faultView));
  fill(profile);
  await save(profile);
}

function readEither(text: string): { readonly profile?: Profile; readonly faults: readonly FileFault[] } {
  const alone = readProfileFile(text, knowledge);
  if (alone.profile !== undefined) return alone;
  const { pack, faults } = readPackFile('profile', text, knowledge);
  if (pack?.profile !== undefined) return { profile: pack.profile, faults: [] };
  return { faults: pack === undefined && text.includes('profile') ? faults : alone.faults };
}

function exportIt(): void {
  const address = URL.createObjectURL(new Blob([profileText(given())], { type: 'application/yaml;charset=utf-8' }));
  const link = make(document, 'a', '');
  link.href = address;
  link.download = 'ours.yml';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
