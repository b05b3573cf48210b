/** A profile as text: what its fields hold, and the file that the editor and the command line take. Pure. */
import type { Profile } from '@bounce-lens/shared';

/** One a line; commas and blanks part them too. */
export function linesIn(text: string): readonly string[] {
  return text.split(/[\s,;]/).filter((one) => one !== '');
}

/** Those that are no name of a host or domain; `lists.example.org` and `.example.org` are, `ann@example.org` is none. */
export function unreadableHosts(names: readonly string[]): readonly string[] {
  return names.filter((name) => !isHost(name.startsWith('.') ? name.slice(1) : name));
}
function isHost(name: string): boolean {
  if (/[/@:?#%\\[\]*]/.test(name) || name.startsWith('.') || name.includes('..')) return false;
  return URL.canParse(`https://${name}/`);
}

/** The `profile` of a pack, in YAML: the editor's `.bounce-lens/` takes it, `--pack` does, and this extension. JSON's strings are YAML's. */
export function profileText({ domains, hosts, networks, timeZone, signature, replyLanguage }: Profile): string {
  const parts = Object.entries({ domains, hosts, networks, timeZone, signature, replyLanguage });
  const lines = parts.flatMap(([key, value]) => (value === undefined ? [] : [`  ${key}: ${JSON.stringify(value)}\n`]));
  return lines.length === 0 ? 'profile: {}\n' : `profile:\n${lines.join('')}`;
}
