/** What the user asked for. */
import { parseArgs } from 'node:util';

/** What the answers are made with besides our own knowledge, as given. */
export interface LensChoice {
  /** A language tag. */
  readonly language: string;
  /** Files of team packs. */
  readonly packs: readonly string[];
  /** The file of a profile. */
  readonly profile: string | undefined;
}
export type TriageFormat = 'table' | 'ndjson' | 'csv';
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'triage';
      readonly format: TriageFormat;
      readonly all: boolean;
      readonly paths: readonly string[];
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
  | { readonly kind: 'wrong'; readonly message: string };

export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
      return wrong('Say what to do: triage, explain, story or knowledge.');
    case '--help':
    case '-h':
    case 'help':
      return { kind: 'help' };
    case '--version':
    case '-V':
      return { kind: 'version' };
    case 'triage':
    case 'explain':
    case 'story':
    case 'knowledge':
      return rest.some((arg) => arg === '--help' || arg === '-h') ? { kind: 'help' } : readOptions(name, rest);
    default:
      return wrong(`No such command: ${name}. There are triage, explain, story and knowledge.`);
  }
}

const format = { type: 'string' } as const;
const lensOptions = { lang: { type: 'string' }, pack: { type: 'string', multiple: true }, profile: { type: 'string' } } as const;

function readOptions(name: 'triage' | 'explain' | 'story' | 'knowledge', given: readonly string[]): Command {
  const parsing = { args: [...given], allowPositionals: true } as const;
  try {
    switch (name) {
      case 'triage': {
        const options = { format, ...lensOptions, all: { type: 'boolean' } } as const;
        const { values, positionals } = parseArgs({ ...parsing, options });
        return triageCommand({ ...values, positionals });
      }
      case 'explain': {
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
  readonly lang?: string | undefined;
  readonly pack?: readonly string[] | undefined;
  readonly profile?: string | undefined;
  readonly positionals: readonly string[];
}
function choiceOf({ lang = 'en', pack = [], profile }: Asked): LensChoice {
  return { language: lang, packs: pack, profile };
}
function triageCommand(asked: Asked): Command {
  const { format = 'table', all = false, positionals } = asked;
  if (format !== 'table' && format !== 'ndjson' && format !== 'csv') return wrong(`triage writes table, ndjson or csv, not ${format}.`);
  if (positionals.length === 0) return wrong('triage needs a file or folder, or - for what is piped in.');
  return { kind: 'triage', format, all, paths: positionals, choice: choiceOf(asked) };
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
