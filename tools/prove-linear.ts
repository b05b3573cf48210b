/** Proves every regular expression of the shipped code linear, one at a time, and keeps the proofs; prints what cannot be proven and exits 1. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultOf, nameOf, type Proofs, patternsOfShippedCode } from '../test/house/linear.ts';

const file = fileURLToPath(new URL('../test/house/proven-linear.json', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../node_modules/recheck/package.json', import.meta.url), 'utf8'));
const kept: Proofs = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { recheck: version, linear: [] };
const known = new Set(kept.recheck === version ? kept.linear : []);
const all = patternsOfShippedCode();
const proven = new Set<string>();
const faults: string[] = [];
const keep = (): void => writeFileSync(file, `${JSON.stringify({ recheck: version, linear: [...proven].sort() }, undefined, 2)}\n`);

for (const [index, pattern] of all.entries()) {
  const name = nameOf(pattern);
  const fault = known.has(name) || proven.has(name) ? undefined : await faultOf(pattern, 90_000);
  if (fault) faults.push(fault);
  else proven.add(name);
  if (index % 20 === 19) console.error(`${index + 1} of ${all.length}`);
}
keep();
for (const fault of faults) console.error(fault);
console.error(`${proven.size} proven linear, ${faults.length} not`);
process.exitCode = faults.length > 0 ? 1 : 0;
