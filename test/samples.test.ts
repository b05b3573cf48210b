/**
 * Every dialect proves itself on samples/<dialect>/<what-happened>.{eml,log,txt}; beside each stands its golden, readable:
 * the line, carets under the characters the verdict rests on, and the verdict. `UPDATE_GOLDENS=1 npm run test:unit` writes them anew.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMail } from '../shared/src/decode/mail-reader.ts';
import { dialects } from '../shared/src/generated/dialects.ts';
import { type Analysis, firstEvidence, type Verdict } from '../shared/src/model.ts';
import { lens } from './knowledge.ts';

const folder = fileURLToPath(new URL('samples', import.meta.url));
const samples = dialects.flatMap(({ id }) =>
  (existsSync(`${folder}/${id}`) ? readdirSync(`${folder}/${id}`) : [])
    .filter((f) => !f.endsWith('.expected.txt'))
    .map((file) => ({ id, path: `${folder}/${id}/${file}` })),
);

function golden(text: string, analysis: Analysis): string {
  const seen = analysis.verdicts.map((verdict) => verdictText(text, verdict));
  return [`${analysis.kind}, ${analysis.verdicts.length} verdict(s), ${analysis.marks.length} mark(s)`, ...seen, ''].join('\n\n');
}
function verdictText(text: string, verdict: Verdict): string {
  const { anchor, outcome, direction, event } = verdict.finding;
  const value = (kind: 'final-recipient' | 'reply-code' | 'enhanced-status' | 'dsn-status' | 'remote-mta' | 'queue-id'): string =>
    firstEvidence(event.evidence, kind)?.value ?? '-';
  const lineStart = text.lastIndexOf('\n', anchor.start - 1) + 1;
  const lineEnd = text.indexOf('\n', anchor.start) < 0 ? text.length : text.indexOf('\n', anchor.start);
  const from = Math.max(lineStart, anchor.start - 60);
  return [
    text.slice(from, Math.min(lineEnd, from + 140)).trimEnd(),
    `${' '.repeat(anchor.start - from)}${'^'.repeat(Math.max(1, Math.min(anchor.end, lineEnd) - anchor.start))}`,
    `${outcome}, ${direction}: ${value('final-recipient')} ${value('reply-code')} ${value('enhanced-status')} (${value('dsn-status')}) by ${value('remote-mta')}, ${value('queue-id')}`,
    `${verdict.reason}, ${verdict.owner}'s move, ${verdict.confidence}, by ${verdict.rule}, because "${verdict.because.map((e) => e.value.replace(/\s+/g, ' ')).join('" and "')}"`,
    lens.explain(verdict).title,
  ].join('\n');
}

/** An event printed over many lines is known by the whole of it. */
function isPrinted(text: string): boolean {
  return /^[[{]\r?\n/.test(text);
}

describe('samples', () => {
  for (const { id } of dialects) {
    it(`dialect ${id} has one`, () =>
      assert.ok(
        samples.some((s) => s.id === id),
        `add test/samples/${id}/<what-happened>.{eml,log,txt}`,
      ));
  }
  for (const { id, path } of samples) {
    it(path.slice(folder.length + 1), () => {
      const bytes = readFileSync(path);
      const text = new TextDecoder().decode(bytes);
      const analysis = lens.analyze({ text, bytes });
      assert.ok(
        analysis.verdicts.some((v) => v.finding.event.dialect === id),
        `no verdict of dialect ${id}, but ${analysis.verdicts.map((v) => v.finding.event.dialect)}`,
      );
      const expected = path.replace(/\.[a-z]+$/, '.expected.txt');
      if (process.env.UPDATE_GOLDENS) writeFileSync(expected, golden(text, analysis));
      assert.ok(existsSync(expected), `${expected} is missing: write it with UPDATE_GOLDENS=1 and read it`);
      assert.equal(golden(text, analysis), readFileSync(expected, 'utf8'));
    });
    it(`${path.slice(folder.length + 1)} is claimed by one dialect of its kind`, () => {
      const bytes = readFileSync(path);
      const text = new TextDecoder().decode(bytes);
      const mail = readMail({ text, bytes });
      const claims = dialects.filter(({ id: other, dialect }) => {
        if (other === 'plain' || id === 'plain') return other === id;
        if (dialect.reads === 'message') return mail !== undefined && dialect.recognizes(mail);
        if (dialect.reads === 'line' || dialect.reads === 'session')
          return mail === undefined && [...text.split('\n'), ...(isPrinted(text) ? [text] : [])].some((line) => dialect.recognizes(line));
        return mail === undefined && dialect.recognizes(text);
      });
      assert.deepEqual(
        claims.map((c) => c.id),
        [id],
      );
    });
  }
});
