/** The lens that `--lang`, `--pack` and `--profile` ask for. */
import { readFileSync } from 'node:fs';
import { type Knowledge, type LensParts, mergedProfile, type Pack, type Profile, type Texts, withPacks } from '@bounce-lens/shared';
import { allTexts } from '@bounce-lens/shared/all-texts';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import type { FileFault } from '@bounce-lens/shared/pack-file';
import type { LensChoice } from './command-line.ts';
import { faultOf } from './fault.ts';

export interface OpenedLens<L> {
  readonly lens: L;
  /** Ours with the packs'. */
  readonly knowledge: Knowledge;
  readonly texts: Texts;
}
/** Each a sentence for the user, with the file and the place in it. */
export interface NoLens {
  readonly faults: readonly string[];
}

/** `create` makes what the command needs of a lens. All that is wrong is told at once. */
export async function openLens<L>(
  { language, packs, profile }: LensChoice,
  create: (parts: LensParts) => L,
): Promise<OpenedLens<L> | NoLens> {
  const texts = await textsIn(language);
  const read = packs.length === 0 ? [] : await packsIn(packs);
  const own = profile === undefined ? { faults: [] } : await profileIn(profile);
  const faults = [texts, ...read, own].flatMap((part) => ('faults' in part ? part.faults : []));
  if (faults.length > 0 || 'faults' in texts) return { faults };
  const all = read.flatMap((part) => ('pack' in part ? (part.pack ?? []) : []));
  const extended = withPacks(knowledge, texts, all);
  const profiles = [extended.profile, own.profile].flatMap((one) => one ?? []);
  const merged = mergedProfile(profiles);
  const reply = await replyTextsOf(merged, texts);
  if (reply && 'faults' in reply) return reply;
  return {
    lens: create({
      ...extended,
      ...(profiles.length > 0 && { profile: merged }),
      ...(reply && { replyTexts: withPacks(knowledge, reply, all).texts }),
    }),
    knowledge: extended.knowledge,
    texts: extended.texts,
  };
}

/** Tags of the languages there are answers in. */
const languages: readonly string[] = Object.keys(allTexts);

/** The texts customers are written to in; nothing where they are those of the answers. */
async function replyTextsOf({ replyLanguage }: Profile, texts: Texts): Promise<Texts | NoLens | undefined> {
  if (replyLanguage === undefined) return undefined;
  const reply = await textsIn(replyLanguage, 'replyLanguage');
  return 'language' in reply && reply.language === texts.language ? undefined : reply;
}

/** `de-AT` has the texts of `de`. `by`: where the language was asked for. */
async function textsIn(language: string, by = '--lang'): Promise<Texts | NoLens> {
  const [asked, primary = ''] = [language.toLowerCase(), language.toLowerCase().split(/[-_]/)[0]];
  const tag = languages.find((known) => known.toLowerCase() === asked) ?? primary;
  const load = Object.hasOwn(allTexts, tag) ? allTexts[tag] : undefined;
  if (load === undefined) return { faults: [`${by} ${language}: no answers in this language; there are ${languages.join(', ')}.`] };
  return (await load()).default;
}

/** The reader of YAML is loaded where there is something to read: most starts do without. */
async function packsIn(files: readonly string[]) {
  const { packIds, readPackFile } = await import('@bounce-lens/shared/pack-file');
  const packIn = (id: string, file: string): Promise<Told<{ readonly pack?: Pack; readonly faults: readonly FileFault[] }> | NoLens> =>
    readOwn(file, (text) => readPackFile(id, text, knowledge));
  return Promise.all(packIds(files).map((id, index) => packIn(id, files[index] ?? '')));
}
async function profileIn(file: string): Promise<{ readonly profile?: Profile; readonly faults: readonly string[] }> {
  const { readProfileFile } = await import('@bounce-lens/shared/pack-file');
  return readOwn(file, (text) => readProfileFile(text, knowledge));
}

type Told<T> = Omit<T, 'faults'> & { readonly faults: readonly string[] };
async function readOwn<T extends { readonly faults: readonly FileFault[] }>(
  file: string,
  read: (text: string) => T,
): Promise<Told<T> | NoLens> {
  try {
    const reading = read(readFileSync(file, 'utf8'));
    return { ...reading, faults: reading.faults.map(({ start, message }) => `${file}:${start.line}:${start.column}: ${message}`) };
  } catch (error) {
    return { faults: [`${file}: ${faultOf(error)}`] };
  }
}
