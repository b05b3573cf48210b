/** What the inputs are made of: our samples, whole and in lines, and the replies that the rules quote. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readKnowledgeFiles } from '../knowledge/files.ts';

export interface Seeds {
  /** Mails, one character a byte. */
  readonly mails: readonly string[];
  /** Lines of logs, a list for each dialect. */
  readonly logs: readonly (readonly string[])[];
  /** Any other text: dialogs, transcripts, pasted replies. */
  readonly texts: readonly string[];
  /** Replies of servers, as the rules have them. */
  readonly replies: readonly string[];
}

/** Longer samples are used in pieces of this. */
const longest = 3_000;

/** `root`: of the project. */
export function readSeeds(root: string): Seeds {
  const files = sampleFiles(root);
  const ending = (...endings: readonly string[]): readonly string[] =>
    files.filter(({ path }) => endings.some((one) => path.endsWith(one))).map(({ text }) => text);
  return {
    mails: ending('.eml').flatMap((text) => (text.length <= 2 * longest ? [text] : [text.slice(0, longest), text.slice(-longest)])),
    logs: logsOf(files),
    texts: ending('.txt').flatMap(pieces),
    replies: repliesOf(root),
  };
}

interface SampleFile {
  readonly path: string;
  readonly text: string;
}
function sampleFiles(root: string): readonly SampleFile[] {
  const folder = join(root, 'test/samples');
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && /\.(?:eml|log|txt)$/.test(path) && !/\.(?:expected|highlights)\.txt$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'latin1') }));
}

function logsOf(files: readonly SampleFile[]): readonly (readonly string[])[] {
  const byFolder = new Map<string, string[]>();
  for (const { path, text } of files.filter((file) => file.path.endsWith('.log'))) {
    const folder = join(path, '..');
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...text.split('\n').filter((line) => line !== '' && line.length < longest)]);
  }
  return [...byFolder.values()];
}
function pieces(text: string): readonly string[] {
  const count = Math.ceil(text.length / longest);
  return Array.from({ length: count }, (_, index) => text.slice(index * longest, (index + 1) * longest));
}
function repliesOf(root: string): readonly string[] {
  const { rules } = readKnowledgeFiles(join(root, 'shared'));
  const samples = [...rules.values()].flatMap((file) => file.rules.flatMap((rule) => rule.samples));
  return samples.map((sample) => (typeof sample === 'string' ? sample : sample.text)).filter((text) => text.length < longest);
}
