/**
 * A team's own pack: rules, texts and profile as data, checked with the same schema and the same rules as ours.
 *
 * A host parses the YAML; a path in a fault leads it back to the line. No code is made of a pack: the schema is interpreted, since
 * a page's or worker's Content Security Policy forbids compiling one.
 */
import { type Schema, Validator } from '@cfworker/json-schema';
import packSchema from '../../knowledge/pack.schema.json' with { type: 'json' };
import reasonSchema from '../../knowledge/reason.schema.json' with { type: 'json' };
import rulesSchema from '../../knowledge/rules.schema.json' with { type: 'json' };
import type { AnswerTexts, Knowledge, LinkTemplate, Rule, Texts, Writer } from '../knowledge.ts';
import { checkMeaning } from '../match/meaning.ts';
import { normalPhrase } from '../match/phrase.ts';
import { type Profile, profileFaults } from '../profile.ts';
import { answerOf, type RuleEntry, type RulesFile, ruleOf, writerOf } from './rules-file.ts';
import { schemaFaultWords } from './schema-fault-words.ts';
import { templateFaults } from './template-faults.ts';

export interface PackFault {
  /** Keys and indexes from the top of the file to the fault. */
  readonly path: readonly (string | number)[];
  /** What is wrong and how to mend it. */
  readonly message: string;
}
export interface Pack {
  /** The file's name without its ending; rules are `<id>/<rule>`. */
  readonly id: string;
  readonly writer: Writer;
  readonly rules: readonly Rule[];
  readonly ruleTexts: Texts['rules'];
  /** By reason or rule. */
  readonly answers: Readonly<Record<string, AnswerTexts & { readonly links?: readonly LinkTemplate[] }>>;
  readonly profile?: Profile;
}
interface PackFile extends Partial<RulesFile> {
  readonly answers?: Pack['answers'];
  readonly profile?: Profile;
}

const base = 'https://bounce-lens.example/';
function packValidator(): Validator {
  // The schemas are JSON Schema; TypeScript widens the words of imported JSON.
  const validator = new Validator(packSchema as Schema, '7', false);
  validator.addSchema({ ...(reasonSchema as Schema), $id: `${base}reason.schema.json` });
  validator.addSchema({ ...(rulesSchema as Schema), $id: `${base}rules.schema.json` });
  return validator;
}

/** Compile what a host has parsed. Either a sound pack, or faults that say what to mend; never both. */
export function compilePack(
  id: string,
  content: unknown,
  knowledge: Knowledge,
): { readonly pack?: Pack; readonly faults: readonly PackFault[] } {
  const errors = schemaErrors(content ?? {});
  if (errors === undefined) return { faults: [{ path: [], message: 'half of a character in a key: write the key anew' }] };
  if (errors.length > 0) return { faults: schemaFaults(errors) };
  // Just validated against the schema that describes this type.
  const file = (content ?? {}) as PackFile;
  const recognised = faultsOf(file.recognise?.says, ['recognise', 'says'], normalPhrase);
  const faults = [...recognised, ...ruleFaults(id, file, knowledge), ...textFaults(file, knowledge), ...profileFaultsIn(file)];
  return faults.length > 0 ? { faults } : { pack: packOf(id, file), faults };
}

function packOf(id: string, { writer, recognise, rules = [], answers = {}, profile }: PackFile): Pack {
  const named = { writer: writer ?? { title: id, kind: 'provider' as const }, ...(recognise && { recognise }), rules };
  return {
    id,
    writer: writerOf(id, named),
    rules: rules.map((entry) => ruleOf(id, entry)),
    ruleTexts: Object.fromEntries(rules.map((entry) => [`${id}/${entry.id}`, answerOf(entry)])),
    answers,
    ...(profile && { profile }),
  };
}

/** None where it is sound; `undefined` where the interpreter stumbles: it writes keys as addresses, and half of a surrogate pair has none. */
function schemaErrors(content: object): readonly SchemaError[] | undefined {
  try {
    return packValidator().validate(content).errors;
  } catch {
    return undefined;
  }
}

/** Errors are compared with each other; beyond so many, somebody else's file was taken for a pack. */
const comparedErrors = 1_000;

type SchemaError = ReturnType<Validator['validate']>['errors'][number];
/** The innermost errors: those about a whole only say that something in it is wrong. */
function schemaFaults(all: readonly SchemaError[]): readonly PackFault[] {
  const errors = all.slice(0, comparedErrors);
  const telling = errors.filter(
    (e) =>
      // A key too many is told at the key itself as well.
      e.keyword !== 'additionalProperties' &&
      (!['properties', 'items', '$ref', 'anyOf'].includes(e.keyword) || !errors.some((other) => other !== e && isInside(other, e))),
  );
  return telling.map((finding) => {
    const path = pathOf(finding.instanceLocation);
    return { path, message: schemaFaultWords(finding, path) };
  });
}
function isInside(inner: SchemaError, outer: SchemaError): boolean {
  return inner.instanceLocation.startsWith(outer.instanceLocation) && inner.keywordLocation.length > outer.keywordLocation.length;
}
function pathOf(location: string): readonly (string | number)[] {
  return location
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

const whereReasons = '"bounce-lens knowledge" and docs/rules.md list them';
function ruleFaults(id: string, { rules = [] }: PackFile, knowledge: Knowledge): readonly PackFault[] {
  const reasons = new Set(knowledge.reasons.map((reason) => reason.id));
  return rules.flatMap((rule, i) => [
    ...(reasons.has(rule.reason)
      ? []
      : [{ path: ['rules', i, 'reason'], message: `there is no reason "${rule.reason}"; ${whereReasons}` }]),
    ...(rules.findIndex((other) => other.id === rule.id) < i
      ? [{ path: ['rules', i, 'id'], message: `${id}/${rule.id} is there twice` }]
      : []),
    ...wordFaults(rule.when, i, knowledge),
  ]);
}
function wordFaults(when: RuleEntry['when'], i: number, { words }: Knowledge): readonly PackFault[] {
  return [
    ...faultsOf(when.says, ['rules', i, 'when', 'says'], normalPhrase),
    ...faultsOf(when.means, ['rules', i, 'when', 'means'], (written) => checkMeaning(written, words)),
  ];
}
function faultsOf(
  written: string | readonly string[] = [],
  path: readonly (string | number)[],
  compile: (written: string) => unknown,
): readonly PackFault[] {
  return [written].flat().flatMap((one, k): PackFault[] => {
    try {
      compile(one);
      return [];
    } catch (error) {
      return [{ path: [...path, k], message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

function textFaults({ rules = [], answers = {} }: PackFile, knowledge: Knowledge): readonly PackFault[] {
  const known = new Set([...knowledge.reasons, ...knowledge.rules].map(({ id }) => id));
  const strangers = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id): PackFault => ({ path: ['answers', id], message: `there is no reason or rule "${id}"; ${whereReasons}` }));
  const own = rules.flatMap((rule, i) => faultsIn(answerOf(rule), ['rules', i]));
  return [...strangers, ...own, ...Object.entries(answers).flatMap(([id, answer]) => faultsIn(answerOf(answer), ['answers', id]))];
}
function faultsIn(answer: AnswerTexts, path: readonly (string | number)[]): readonly PackFault[] {
  return Object.entries(answer).flatMap(([field, value]) =>
    [value].flat().flatMap((text) => templateFaults(text).map((message) => ({ path: [...path, field], message }))),
  );
}

function profileFaultsIn({ profile = {} }: PackFile): readonly PackFault[] {
  return profileFaults(profile).map(({ path, message }) => ({ path: ['profile', ...path], message }));
}
