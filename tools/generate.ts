/**
 * Writes shared/src/generated: the list of dialects, the compiled knowledge, and the texts of every language.
 * Fails with file, place and remedy when a knowledge file is not what its schema says.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKnowledge } from './knowledge/compile.ts';
import { readKnowledgeFiles } from './knowledge/files.ts';
import { checkTemplates } from './knowledge/templates.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'shared/src/generated');

function writeIfChanged(path: string, text: string): void {
  let before = '';
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // First run: there is nothing to compare with.
  }
  if (before !== text) writeFileSync(path, text);
}

function dialectList(): string {
  const names = readdirSync(join(root, 'shared/src/dialects'))
    .filter((file) => file.endsWith('.ts') && file !== 'dialect.ts')
    .map((file) => basename(file, '.ts'))
    .sort();
  const imports = names.map((name, i) => `import d${i} from '../dialects/${name}.ts';`);
  const entries = names.map((name, i) => `  { id: '${name}', dialect: d${i} },`);
  return [
    '// Written by tools/generate.ts from the files of dialects/; do not edit.',
    "import type { Dialect } from '../dialects/dialect.ts';",
    ...imports,
    'export const dialects: readonly { readonly id: string; readonly dialect: Dialect }[] = [',
    ...entries,
    '];',
    '',
  ].join('\n');
}

/** For a host that has no files beside it: each language's texts, loaded when asked for. */
function allTexts(languages: readonly string[]): string {
  const entries = languages.map((tag) => `  ${JSON.stringify(tag)}: () => import('./texts/${tag}.json', { with: { type: 'json' } }),`);
  return [
    '// Written by tools/generate.ts from the files of knowledge/languages; do not edit.',
    "import type { Texts } from '../knowledge.ts';",
    '/** By BCP 47 tag. */',
    'export const allTexts: Readonly<Record<string, () => Promise<{ readonly default: Texts }>>> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
}

mkdirSync(join(out, 'texts'), { recursive: true });
writeIfChanged(join(out, 'dialects.ts'), dialectList());
const files = readKnowledgeFiles(join(root, 'shared'));
const { knowledge, texts } = compileKnowledge(files);
const faults = [...files.faults, ...texts.flatMap(checkTemplates)];
if (faults.length) {
  for (const fault of faults) console.error(fault);
  console.error(`${faults.length} fault(s) in the knowledge; it was not compiled.`);
  process.exit(1);
}
writeIfChanged(join(out, 'knowledge.json'), JSON.stringify(knowledge));
for (const one of texts) writeIfChanged(join(out, `texts/${one.language}.json`), JSON.stringify(one));
writeIfChanged(join(out, 'all-texts.ts'), allTexts(texts.map(({ language }) => language).sort()));
