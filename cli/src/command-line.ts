/** What the user asked for. */
import { parseArgs } from 'node:util';
import type { PartPlace } from '@bounce-lens/shared';

/** What the answers are made with besides our own knowledge, as given. */
export interface LensChoice {
  /** A language tag. */
  readonly language: string;
  /** Files of team packs. */
  readonly packs: readonly string[];
  /** The file of a profile. */
  readonly profile: string | undefined;
}
export type TriageFormat = 'table' | 'ndjson' | 'csv' | 'tally';
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'triage';
      readonly format: TriageFormat;
      readonly all: boolean;
      /** Threads that read. */
      readonly jobs: number;
      /** The file to write, whole or not at all. */
      readonly output: string | undefined;
      readonly paths: readonly string[];
      /** Which part of a log the one path is. */
      readonly part: PartPlace | undefined;
      readonly choice: LensChoice;
    }
  | { readonly kind: 'explain'; readonly format: 'text' | 'json'; readonly text: string; readonly choice: LensChoice }
  | {
      readonly kind: 'story';
      readonly format: 'text' | 'json';
      readonly name: string;
      readonly paths: readonly string[];
      readonly choice: LensChoice;
    }
  | { readonly kind: 'knowledge' }
  | {
      readonly kind: 'merge';
      readonly format: 'table' | 'tally';
      /** No further part of any log comes. */
      readonly settle: boolean;
      readonly output: string | undefined;
      readonly paths: readonly string[];
    }
  | { readonly kind: 'wrong'; readonly message: string };

export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
      return wrong('Say what to do: triage, merge, explain, story or knowledge.');
    case '--help':
    case '-h':
    case 'help':
      return { kind: 'help' };
    case '--version':
    case '-V':
      return { kind: 'version' };
    case 'triage':
    case 'merge':
    case 'explain':
    case 'story':
    case 'knowledge':
      return rest.some((arg) => arg === '--help' || arg === '-h') ? { kind: 'help' } : readOptions(name, rest);
    default:
      return wrong(`No such command: ${name}. There are triage, merge, explain, story and knowledge.`);
  }
}

const format = { type: 'string' } as const;
const output = { type: 'string', short: 'o' } as const;
const lensOptions = { lang: { type: 'string' }, pack: { type: 'string', multiple: true }, profile: { type: 'string' } } as const;

function readOptions(name: 'triage' | 'merge' | 'explain' | 'story' | 'knowledge', given: readonly string[]): Command {
  const parsing = { args: [...given], allowPositionals: true } as const;
  try {
    switch (name) {
      case 'triage': {
        const options = {
          format,
          ...lensOptions,
          all: { type: 'boolean' },
          jobs: { type: 'string', short: 'j' },
          part: { type: 'string' },
          output,
        } as const;
        const { values, positionals } = parseArgs({ ...parsing, options });
        return triageCommand({ ...values, positionals });
      }
      case 'merge': {
        const { values, positionals } = parseArgs({ ...parsing, options: { format, settle: { type: 'boolean' }, output } });
        return mergeCommand({ ...values, positionals });
      }
      case 'explain': {
        // Words alone, as nearly always: the reader of options is not woken.
        if (!given.some((word) => word.startsWith('-'))) return explainCommand({ positionals: given });
        const { values, positionals } = parseArgs({ ...parsing, options: { format, ...lensOptions } });
        return explainCommand({ ...values, positionals });
      }
      case 'story': {
        const { values, positionals } = parseArgs({ ...parsing, options: { format, ...lensOptions } });
        return storyCommand({ ...values, positionals });
      }
      case 'knowledge': {
        const { values, positionals } = parseArgs({ ...parsing, options: { format } });
        return knowledgeCommand({ ...values, positionals });
      }
      default:
        return name satisfies never;
    }
  } catch (error) {
    // parseArgs throws for an unknown option or a missing value, in words fit for the user.
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

interface Asked {
  readonly format?: string | undefined;
  readonly all?: boolean | undefined;
  readonly jobs?: string | undefined;
  readonly part?: string | undefined;
  readonly settle?: boolean | undefined;
  readonly output?: string | undefined;
  readonly lang?: string | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly profile?: string | undefined;
  readonly positionals: readonly string[];
}
function choiceOf({ lang = 'en', pack = [], profile }: Asked): LensChoice {
  return { language: lang, packs: pack, profile };
}
function triageCommand(asked: Asked): Command {
  const { format = 'table', all = false, jobs = '1', output, positionals } = asked;
  if (!isTriageFormat(format)) return wrong(`triage writes ${triageFormats.join(', ')}, not ${format}.`);
  if (positionals.length === 0) return wrong('triage needs a file or folder, or - for what is piped in.');
  if (!/^[1-9]\d{0,2}$/.test(jobs)) return wrong(`--jobs is how many threads read, 1 to 999, not ${jobs}.`);
  const part = asked.part === undefined ? undefined : partPlace(asked.part);
  if (part === null) return wrong(`--part is a number from 1, or the log's name, a colon and a number, not ${asked.part}.`);
  if (part && (format !== 'tally' || positionals.length > 1)) return wrong('--part is of one file, and for --format tally.');
  return { kind: 'triage', format, all, jobs: Number(jobs), output, paths: positionals, part, choice: choiceOf(asked) };
}
/** `mx1:12` → `mx1`, 12; null where it is none. */
function partPlace(text: string): PartPlace | null {
  const [, log = '', number] = /^(?:([^\n]{0,200}):)?([1-9]\d{0,8})$/.exec(text) ?? [];
  return number === undefined ? null : { log, number: Number(number) };
}
const triageFormats: readonly TriageFormat[] = ['table', 'ndjson', 'csv', 'tally'];
function isTriageFormat(name: string): name is TriageFormat {
  return triageFormats.some((format) => format === name);
}
function mergeCommand({ format = 'tally', settle = false, output, positionals }: Asked): Command {
  if (format !== 'table' && format !== 'tally') return wrong(`merge writes table or tally, not ${format}.`);
  if (positionals.length === 0) return wrong('merge needs the tallies that triage --format tally wrote, or - for those piped in.');
  return { kind: 'merge', format, settle, output, paths: positionals };
}
function explainCommand(asked: Asked): Command {
  const { format = 'text', positionals } = asked;
  if (format !== 'text' && format !== 'json') return wrong(`explain writes text or json, not ${format}.`);
  if (positionals.length === 0) return wrong('explain needs the text of a bounce, or - for what is piped in.');
  return { kind: 'explain', format, text: positionals.join(' '), choice: choiceOf(asked) };
}
function storyCommand(asked: Asked): Command {
  const { format = 'text', positionals } = asked;
  if (format !== 'text' && format !== 'json') return wrong(`story writes text or json, not ${format}.`);
  const [name, ...paths] = positionals;
  if (name === undefined || paths.length === 0)
    return wrong('story needs a queue id or Message-ID, and the logs to look in, or - for what is piped in.');
  return { kind: 'story', format, name, paths, choice: choiceOf(asked) };
}
function knowledgeCommand({ format = 'ndjson', positionals }: Asked): Command {
  if (format !== 'ndjson') return wrong(`knowledge writes ndjson, not ${format}.`);
  if (positionals.length > 0) return wrong('knowledge takes no files.');
  return { kind: 'knowledge' };
}
function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
