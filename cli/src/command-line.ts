/** What the user asked for. */
import { parseArgs } from 'node:util';

export type TriageFormat = 'table' | 'ndjson' | 'csv';
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'triage'; readonly format: TriageFormat; readonly all: boolean; readonly paths: readonly string[] }
  | { readonly kind: 'explain'; readonly format: 'text' | 'json'; readonly text: string }
  | { readonly kind: 'knowledge' }
  | { readonly kind: 'wrong'; readonly message: string };

export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
      return wrong('Say what to do: triage, explain or knowledge.');
    case '--help':
    case '-h':
    case 'help':
      return { kind: 'help' };
    case '--version':
    case '-V':
      return { kind: 'version' };
    case 'triage':
    case 'explain':
    case 'knowledge':
      return rest.some((arg) => arg === '--help' || arg === '-h') ? { kind: 'help' } : readOptions(name, rest);
    default:
      return wrong(`No such command: ${name}. There are triage, explain and knowledge.`);
  }
}

function readOptions(name: 'triage' | 'explain' | 'knowledge', args: readonly string[]): Command {
  const all = name === 'triage' ? ({ all: { type: 'boolean' } } as const) : {};
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { format: { type: 'string' }, ...all }, allowPositionals: true });
    const asked = { format: values.format, all: 'all' in values && values.all === true, positionals };
    return { triage: triageCommand, explain: explainCommand, knowledge: knowledgeCommand }[name](asked);
  } catch (error) {
    // parseArgs throws for an unknown option or a missing value, in words fit for the user.
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

interface Asked {
  readonly format: string | undefined;
  readonly all: boolean;
  readonly positionals: readonly string[];
}
function triageCommand({ format = 'table', all, positionals }: Asked): Command {
  if (format !== 'table' && format !== 'ndjson' && format !== 'csv') return wrong(`triage writes table, ndjson or csv, not ${format}.`);
  if (positionals.length === 0) return wrong('triage needs a file or folder, or - for what is piped in.');
  return { kind: 'triage', format, all, paths: positionals };
}
function explainCommand({ format = 'text', positionals }: Asked): Command {
  if (format !== 'text' && format !== 'json') return wrong(`explain writes text or json, not ${format}.`);
  if (positionals.length === 0) return wrong('explain needs the text of a bounce, or - for what is piped in.');
  return { kind: 'explain', format, text: positionals.join(' ') };
}
function knowledgeCommand({ format = 'ndjson', positionals }: Asked): Command {
  if (format !== 'ndjson') return wrong(`knowledge writes ndjson, not ${format}.`);
  if (positionals.length > 0) return wrong('knowledge takes no files.');
  return { kind: 'knowledge' };
}
function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
