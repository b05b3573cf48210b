/** The knowledge as authored and as compiled, for tests. `npm run generate` has made the compiled files. */
import { fileURLToPath } from 'node:url';
import knowledgeJson from '../shared/src/generated/knowledge.json' with { type: 'json' };
import textsJson from '../shared/src/generated/texts/en.json' with { type: 'json' };
import { createLens } from '../shared/src/index.ts';
import type { Knowledge, Texts } from '../shared/src/knowledge.ts';
import { openRuleBook } from '../shared/src/match/rule-book.ts';
import { readKnowledgeFiles } from '../tools/knowledge/files.ts';

// JSON widens closed words to string; the generator has checked them against the schemas.
export const knowledge = knowledgeJson as unknown as Knowledge;
export const texts: Texts = textsJson;
export const lens = createLens({ knowledge, texts });
export const book = openRuleBook(knowledge);
export const authored = readKnowledgeFiles(fileURLToPath(new URL('../shared', import.meta.url)));
