/** Who may read a packed file says the package, not the umask of whoever packs it: the same files make the same bytes. */
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below `folder` readable by anybody, those named in `programs` executable too. */
export function fixModes(folder: string, programs: readonly string[] = []): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() || programs.includes(entry.name) ? 0o755 : 0o644);
}
