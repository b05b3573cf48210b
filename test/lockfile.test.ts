/** `npm ci` on any machine: the lockfile is whole and names no registry. */
import assert from 'node:assert/strict';
import { readProjectFile } from './house/sources.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockfiles = ['package-lock.json', 'tools/vscode-server/package-lock.json'];

for (const lockfile of lockfiles) {
  describe(lockfile, () => {
    const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(readProjectFile(lockfile));

    it('holds the packages of every platform', () => {
      const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies)
          .filter((name) => !isLocked(packages, path, name))
          .map((name) => `${name}, wanted by ${path}`),
      );
      assert.deepEqual(
        missing,
        [],
        'npm writes such a lockfile from a node_modules of one platform, and `npm ci` refuses it: remove both and run npm install',
      );
    });

    it('names no address of a registry', () => {
      const named = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && link !== true);
      assert.deepEqual(
        named.map(([path]) => path),
        [],
        'run npm with omit-lockfile-registry-resolved=true: whoever installs has a registry of their own',
      );
    });
  });
}

/** Is the package in the nearest node_modules above `path`? */
function isLocked(packages: Readonly<Record<string, Locked>>, path: string, name: string): boolean {
  const places = [path];
  for (let at = path.lastIndexOf('/node_modules/'); at > 0; at = path.lastIndexOf('/node_modules/', at - 1)) places.push(path.slice(0, at));
  return [...places.map((place) => `${place}/node_modules/${name}`), `node_modules/${name}`].some((key) => packages[key] !== undefined);
}
