/** What figures were measured on and beside. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** `2 processors (…), 24 GB, linux, Node 20.20.2; pflogsumm 1.1.5, ripgrep 13.0.0` */
export function machineHere(): string {
  const model = (cpus()[0]?.model ?? 'unknown').replace(/\((?:R|TM)\)/g, '').trim();
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  const here = `${availableParallelism()} processors (${model}), ${memory}, ${process.platform}, Node ${process.versions.node}`;
  const peers = ['pflogsumm', 'rg'].flatMap((name) => versionOf(name));
  return peers.length > 0 ? `${here}; ${peers.join(', ')}` : here;
}
/** The first line of what it says of itself, to the end of the version. */
function versionOf(program: string): readonly string[] {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const found = /^[^\n]{0,60}?\d+\.[\d.]{1,20}/.exec(stdout ?? '')?.[0];
  return status === 0 && found !== undefined ? [found] : [];
}
