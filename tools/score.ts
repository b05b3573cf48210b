/**
 * How well Bounce Lens reads and knows, as one table.
 *
 *     npm run score -- --corpus DIR --facts DIR [--misses FILE]
 *
 * The corpus holds folders, each with its own statement of what is right: `mail` and `real` (mails, `expected.jsonl`), `real` (logs,
 * `expected-log.jsonl`), `logs` (single lines, JSON lines a source) and `texts` (`expected.jsonl`). The facts are JSON lines of texts and causes.
 * What was wrong is written to the file of `--misses`. What is not there is named, and the exit status is 2.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLens, type Knowledge, type Texts } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import texts from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import { scoreEvidence } from './score/evidence.ts';
import { scoreFacts } from './score/facts.ts';
import { eximLines, postfixLines, scoreLogLines } from './score/log-lines.ts';
import { scoreLogs } from './score/logs.ts';
import { scoreMails } from './score/mail.ts';
import { missingOf, type Subject } from './score/read.ts';
import { openSection, type Section, type Sheet, tableOf } from './score/sheet.ts';
import { scoreTexts } from './score/texts.ts';

interface Part {
  readonly title: string;
  /** The files it cannot do without. */
  readonly needs: readonly string[];
  score(sheet: Sheet): void;
}

function corpusParts(subject: Subject, corpus: string): readonly Part[] {
  const [mail, real, logs, replies] = ['mail', 'real', 'logs', 'texts'].map((name) => join(corpus, name)) as [
    string,
    string,
    string,
    string,
  ];
  return [
    { title: 'Mails of many sources', needs: [join(mail, 'expected.jsonl')], score: (sheet) => scoreMails(subject, mail, sheet) },
    { title: 'Mails of servers that were run', needs: [join(real, 'expected.jsonl')], score: (sheet) => scoreMails(subject, real, sheet) },
    {
      title: 'Logs of servers that were run',
      needs: [join(real, 'expected-log.jsonl')],
      score: (sheet) => scoreLogs(subject, real, sheet),
    },
    { title: 'Evidence in what those servers wrote', needs: [real], score: (sheet) => scoreEvidence(subject, real, sheet) },
    {
      title: 'Single log lines',
      needs: [eximLines, ...postfixLines].map((name) => join(logs, name)),
      score: (sheet) => scoreLogLines(subject, logs, sheet),
    },
    {
      title: 'Replies and their category',
      needs: [join(replies, 'expected.jsonl')],
      score: (sheet) => scoreTexts(subject, join(replies, 'expected.jsonl'), sheet),
    },
  ];
}
function factParts(subject: Subject & { readonly texts: Texts }, facts: string): readonly Part[] {
  return [{ title: 'Facts: the reason is the cause', needs: [facts], score: (sheet) => scoreFacts(subject, facts, sheet) }];
}

/** Score what is there; the rest is `lacking`. */
function scoreParts(parts: readonly Part[]): { readonly sections: readonly Section[]; readonly lacking: readonly string[] } {
  const lacking = parts.flatMap(({ title, needs }) => missingOf(...needs).map((path) => `${title}: ${path} is not there`));
  const present = parts.filter(({ needs }) => missingOf(...needs).length === 0);
  const sections = present.map(({ title, score }) => {
    const section = openSection(title);
    score(section);
    return section;
  });
  return { sections, lacking };
}

function main(): 0 | 2 {
  const { values } = parseArgs({ options: { corpus: { type: 'string' }, facts: { type: 'string' }, misses: { type: 'string' } } });
  // JSON widens closed words to string; the generator has checked them against the schemas.
  const known = knowledge as unknown as Knowledge;
  const subject = { lens: createLens({ knowledge: known, texts }), knowledge: known, texts };
  const asked = [
    ...(values.corpus === undefined ? [] : corpusParts(subject, values.corpus)),
    ...(values.facts === undefined ? [] : factParts(subject, values.facts)),
  ];
  const { sections, lacking } = scoreParts(asked);
  if (sections.length > 0) console.log(tableOf(sections));
  if (values.misses !== undefined)
    writeFileSync(values.misses, sections.flatMap(({ title, misses }) => [`# ${title}`, ...misses, '']).join('\n'));
  const unsaid = [
    ...(values.corpus === undefined ? ['--corpus DIR is not given: no mails, logs and replies to read'] : []),
    ...(values.facts === undefined ? ['--facts DIR is not given: no texts with their causes'] : []),
  ];
  for (const what of [...unsaid, ...lacking]) console.error(`score lacks: ${what}`);
  return unsaid.length + lacking.length > 0 ? 2 : 0;
}
process.exitCode = main();
