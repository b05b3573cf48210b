/** Reads and validates the YAML of shared/knowledge and shared/registry; every fault names file, place and what is expected. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import type { AnswerTexts, LinkTemplate } from '../../shared/src/knowledge.ts';
import type { Owner } from '../../shared/src/model.ts';
import type { RulesFile } from '../../shared/src/packs/rules-file.ts';

type Answer = AnswerTexts;

export type { RuleEntry, RulesFile, Sample } from '../../shared/src/packs/rules-file.ts';
export interface ReasonFile extends Answer {
  readonly owner: Owner;
  readonly temporary: boolean;
  readonly aliases: { readonly sisimai: readonly string[]; readonly kumomta?: readonly string[]; readonly facts: readonly string[] };
  readonly links?: readonly LinkTemplate[];
  /** Instead, where a mail program speaks with its own server. */
  readonly submission?: Answer;
}
export interface RegistryEntry {
  readonly code: string;
  readonly name: string;
  readonly reason: string;
  readonly owner?: Owner;
  readonly meaning: string;
  readonly source: string;
}
export interface RegistryFile {
  readonly source: string;
  readonly codes: readonly RegistryEntry[];
}
export interface LanguageFile {
  readonly title?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly reasons?: Readonly<Record<string, Answer>>;
  readonly rules?: Readonly<Record<string, Answer>>;
  readonly codes?: Readonly<Record<string, { readonly name: string; readonly meaning: string }>>;
  readonly links?: Readonly<Record<string, string>>;
}
export interface KnowledgeFiles {
  readonly reasons: ReadonlyMap<string, ReasonFile>;
  readonly rules: ReadonlyMap<string, RulesFile>;
  /** Classes of words that meanings are made of. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly replyCodes: readonly RegistryEntry[];
  readonly enhancedCodes: readonly RegistryEntry[];
  /** By BCP 47 tag; `en` has only labels. */
  readonly languages: ReadonlyMap<string, LanguageFile>;
  readonly faults: readonly string[];
}

/** Read everything; `faults` is empty when all of it is valid. */
export function readKnowledgeFiles(shared: string): KnowledgeFiles {
  const faults: string[] = [];
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const schema = (path: string): object => JSON.parse(readFileSync(join(shared, path), 'utf8'));
  ajv.addSchema(schema('knowledge/reason.schema.json'), 'reason.schema.json');
  const isReason = ajv.compile<ReasonFile>({ $ref: 'reason.schema.json' });
  const isRules = ajv.compile<RulesFile>(schema('knowledge/rules.schema.json'));
  const isWords = ajv.compile<{ readonly words: KnowledgeFiles['words'] }>(schema('knowledge/words.schema.json'));
  const isRegistry = ajv.compile<RegistryFile>(schema('registry/registry.schema.json'));
  const read = <T>(path: string, valid: ValidateFunction<T>): T | undefined => readYaml(join(shared, path), valid, faults);
  const folder = <T>(path: string, valid: ValidateFunction<T>): Map<string, T> => {
    const all = new Map<string, T>();
    for (const file of readdirSync(join(shared, path))
      .filter((f) => f.endsWith('.yml'))
      .sort()) {
      const content = read(join(path, file), valid);
      if (content) all.set(basename(file, '.yml'), content);
    }
    return all;
  };
  const isLanguage = ajv.compile<LanguageFile>(schema('knowledge/language.schema.json'));
  return {
    reasons: folder('knowledge/reasons', isReason),
    rules: folder('knowledge/rules', isRules),
    words: read('knowledge/words.yml', isWords)?.words ?? {},
    replyCodes: read('registry/reply-codes.yml', isRegistry)?.codes ?? [],
    enhancedCodes: read('registry/enhanced-status.yml', isRegistry)?.codes ?? [],
    languages: folder('knowledge/languages', isLanguage),
    faults,
  };
}

function readYaml<T>(path: string, valid: ValidateFunction<T>, faults: string[]): T | undefined {
  if (!existsSync(path)) {
    faults.push(`${path}: missing`);
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  for (const error of document.errors) faults.push(`${path}:${error.linePos?.[0].line ?? 1}: ${error.message}`);
  if (document.errors.length) return undefined;
  const content: unknown = document.toJS();
  if (valid(content)) return content;
  for (const error of valid.errors ?? []) {
    const node: unknown = document.getIn(error.instancePath.split('/').slice(1).map(pathStep), true);
    faults.push(`${path}:${lineOf(node, lines)}: ${error.instancePath || '/'} ${fault(error)}`);
  }
  return undefined;
}
function pathStep(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~');
}
function lineOf(node: unknown, lines: LineCounter): number {
  if (node === null || typeof node !== 'object' || !('range' in node) || !Array.isArray(node.range)) return 1;
  return lines.linePos(Number(node.range[0])).line;
}
function fault(error: ErrorObject): string {
  const { allowedValues, additionalProperty } = { allowedValues: undefined, additionalProperty: undefined, ...error.params };
  const detail = allowedValues ?? additionalProperty;
  return `${error.message ?? 'is not valid'}${detail === undefined ? '' : `: ${JSON.stringify(detail)}`}`;
}
