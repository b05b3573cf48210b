/** The replies that our own rules have as samples: hundreds of wordings of what servers say. */
import { fileURLToPath } from 'node:url';
import { readKnowledgeFiles } from '../knowledge/files.ts';

/** One line each, beginning with a code. */
export function sampleReplies(): readonly string[] {
  const { rules } = readKnowledgeFiles(fileURLToPath(new URL('../../shared', import.meta.url)));
  const samples = [...rules.values()].flatMap((file) => file.rules).flatMap((rule) => rule.samples);
  const texts = samples.map((sample) => (typeof sample === 'string' ? sample : sample.text).replace(/\s+/g, ' ').trim());
  return [...new Set(texts)].filter((text) => /^[45]\d\d[ -]/.test(text) && /^[\x20-\x7e]{8,400}$/.test(text)).sort();
}
