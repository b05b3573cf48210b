/** How large what is shipped is. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Absent, Figure } from './figures.ts';

/** `program`: the command line, whose folder lies beside it; `dist`: what `npm run build` makes. */
export function sizeFigures(program: string, dist: string): { readonly figures: readonly Figure[]; readonly absent: readonly Absent[] } {
  const beside = join(dirname(program), 'bounce-lens');
  const code = readdirSync(beside).filter((name) => name.endsWith('.cjs'));
  const commandLine = [program, ...code.map((name) => join(beside, name))].reduce((sum, path) => sum + statSync(path).size, 0);
  const products = ['extension/extension.js', 'extension/web.js', 'bounce-lens.vsix', ...zipsIn(dist)];
  const [present, missing] = [true, false].map((is) => products.filter((name) => existsSync(join(dist, name)) === is));
  return {
    figures: [
      kilobytes('code of the command line', commandLine),
      ...(present ?? []).map((name) => kilobytes(name, statSync(join(dist, name)).size)),
    ],
    absent: (missing ?? []).map((name) => ({ name: `size of ${name}`, why: 'npm run build makes it' })),
  };
}
function zipsIn(dist: string): readonly string[] {
  return ['chromium', 'firefox', 'thunderbird'].map((target) => `bounce-lens-${target}.zip`).filter((name) => existsSync(join(dist, name)));
}
function kilobytes(name: string, bytes: number): Figure {
  return { name: `size of ${name}`, value: bytes / 1_000, unit: 'kB', better: 'less' };
}
