/** Turns the authored knowledge into the two JSON files a host is given: what is matched, and what is said. */
import type { AnswerTexts, CodeEntry, Knowledge, Texts } from '../../shared/src/knowledge.ts';
import { atSubmission } from '../../shared/src/knowledge.ts';
import { checkMeaning } from '../../shared/src/match/meaning.ts';
import { answerOf, ruleOf, writerOf } from '../../shared/src/packs/rules-file.ts';
import type { KnowledgeFiles, ReasonFile, RegistryEntry } from './files.ts';

export function compileKnowledge(files: KnowledgeFiles): { readonly knowledge: Knowledge; readonly texts: readonly Texts[] } {
  const faulty = unknownReasons(files);
  if (faulty.length) throw new Error(`reasons without a file in shared/knowledge/reasons:\n${faulty.join('\n')}`);
  const senseless = unknownClasses(files);
  if (senseless.length) throw new Error(`meanings that nothing can have:\n${senseless.join('\n')}`);
  const english = englishOf(files);
  return { knowledge: knowledgeOf(files), texts: [english, ...translationsOf(files, english)] };
}

function unknownReasons(files: KnowledgeFiles): string[] {
  const known = (id: string): boolean => files.reasons.has(id);
  const rules = [...files.rules].flatMap(([writer, file]) =>
    file.rules.filter((r) => !known(r.reason)).map((r) => `${writer}/${r.id}: ${r.reason}`),
  );
  const codes = [...files.replyCodes, ...files.enhancedCodes].filter((c) => !known(c.reason)).map((c) => `code ${c.code}: ${c.reason}`);
  return [...rules, ...codes];
}

/** Meanings made of classes that `words.yml` does not list. */
function unknownClasses({ rules, words }: KnowledgeFiles): string[] {
  const meanings = [...rules].flatMap(([writer, file]) =>
    file.rules.flatMap(({ id, when }) => [when.means ?? []].flat().map((written) => ({ of: `${writer}/${id}`, written }))),
  );
  return meanings.flatMap(({ of, written }) => {
    try {
      checkMeaning(written, words);
      return [];
    } catch (error) {
      return [`${of}: ${error instanceof Error ? error.message : error}`];
    }
  });
}

function knowledgeOf(files: KnowledgeFiles): Knowledge {
  return {
    format: 1,
    reasons: [...files.reasons].map(([id, r]) => ({
      id,
      owner: r.owner,
      temporary: r.temporary,
      aliases: { sisimai: r.aliases.sisimai, kumomta: r.aliases.kumomta ?? [], facts: r.aliases.facts },
      links: r.links ?? [],
    })),
    writers: [...files.rules].map(([id, file]) => writerOf(id, file)),
    rules: [...files.rules].flatMap(([id, file]) => file.rules.map((entry) => ruleOf(id, entry))),
    words: files.words,
    replyCodes: files.replyCodes.map(codeOf),
    enhancedCodes: files.enhancedCodes.map(codeOf),
  };
}

function codeOf({ code, reason, owner }: RegistryEntry): CodeEntry {
  return owner ? { code, reason, owner } : { code, reason };
}

function englishOf(files: KnowledgeFiles): Texts {
  const rules = [...files.rules].flatMap(([writer, file]) =>
    file.rules.map((r): [string, AnswerTexts] => [`${writer}/${r.id}`, answerOf(r)]),
  );
  return {
    language: 'en',
    labels: files.languages.get('en')?.labels ?? {},
    reasons: Object.fromEntries([...files.reasons].flatMap(([id, reason]) => reasonTexts(id, reason))),
    rules: Object.fromEntries(rules.filter(([, answer]) => Object.keys(answer).length > 0)),
    codes: Object.fromEntries([...files.replyCodes, ...files.enhancedCodes].map((c) => [c.code, { name: c.name, meaning: c.meaning }])),
  };
}

/** What a mail program's own server is the matter of has a name of its own: `timeout@submission`. */
function reasonTexts(id: string, { submission, ...reason }: ReasonFile): readonly (readonly [string, AnswerTexts])[] {
  return [[id, answerOf(reason)], ...(submission ? [[atSubmission(id), answerOf(submission)] as const] : [])];
}

/** Each other language, with the English where it lacks a text. */
function translationsOf(files: KnowledgeFiles, english: Texts): readonly Texts[] {
  const others = [...files.languages].filter(([language]) => language !== 'en');
  return others.map(([language, file]) => ({
    language,
    labels: { ...english.labels, ...file.labels },
    reasons: answersOver(english.reasons, file.reasons ?? {}),
    rules: answersOver(english.rules, file.rules ?? {}),
    codes: { ...english.codes, ...file.codes },
    links: file.links ?? {},
  }));
}
function answersOver(english: Texts['reasons'], translated: Texts['reasons']): Texts['reasons'] {
  return Object.fromEntries(Object.entries(english).map(([id, answer]) => [id, { ...answer, ...answerOf(translated[id] ?? {}) }]));
}
