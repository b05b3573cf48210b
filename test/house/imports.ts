/** The import table of ARCHITECTURE.md as data: which room may import which. */
import { posix } from 'node:path';

export interface Room {
  readonly name: string;
  /** Whose files are these? The first room that claims a file has it. */
  readonly holds: RegExp;
  /** Project files it may import, from the root. Its own files are named where it may. */
  readonly may: readonly RegExp[];
  /** Packages it may import. */
  readonly packages: readonly RegExp[];
}

const none: readonly RegExp[] = [];
const model = /^shared\/src\/(?:model|limits|visible-text)\.ts$/;
/** The contract of a mail: what decoding makes of it, without the decoder. */
const mail = /^shared\/src\/decode\/mail\.ts$/;
const knowledge = /^shared\/src\/knowledge\.ts$/;
const core = /^@bounce-lens\/shared(?:\/(?:knowledge|texts\/[a-z-]+)\.json|\/pack-file|\/all-texts|\/containers)?$/;
/** What is drawn alike by every host that has a page. */
const view = /^@bounce-lens\/shared\/view$/;
const room = (name: string, holds: RegExp, may: readonly RegExp[], packages: readonly RegExp[] = none): Room => ({
  name,
  holds,
  may,
  packages,
});

export const rooms: readonly Room[] = [
  room('model, limits', model, none),
  room('knowledge', /^shared\/src\/knowledge\.ts$/, [model]),
  room('scan', /^shared\/src\/scan\//, [model, mail, /^shared\/src\/scan\//]),
  room('decode', /^shared\/src\/decode\//, [model, /^shared\/src\/decode\//]),
  room('dialects', /^shared\/src\/dialects\//, [model, /^shared\/src\/scan\//, mail, /^shared\/src\/dialects\/dialect\.ts$/]),
  room('judge', /^shared\/src\/judge\.ts$/, [model]),
  room('match', /^shared\/src\/match\//, [model, knowledge, /^shared\/src\/match\//]),
  room('explain', /^shared\/src\/explain\//, [model, knowledge, /^shared\/src\/match\//, /^shared\/src\/explain\//]),
  room('story', /^shared\/src\/story\//, [model, /^shared\/src\/story\//]),
  room('log stream', /^shared\/src\/triage\/log-(?:stream|reader|tally|teller)\.ts$/, [
    model,
    knowledge,
    /^shared\/src\/(?:triage|story)\//,
    /^shared\/src\/scan\/hint-scanner\.ts$/,
  ]),
  room('triage', /^shared\/src\/triage\//, [model, knowledge, /^shared\/src\/triage\//]),
  room(
    'packs',
    /^shared\/src\/packs\//,
    [
      model,
      knowledge,
      /^shared\/src\/profile\.ts$/,
      /^shared\/src\/match\/(?:phrase|meaning)\.ts$/,
      /^shared\/src\/packs\//,
      /^shared\/knowledge\/[a-z]+\.schema\.json$/,
    ],
    [/^@cfworker\/json-schema$/],
  ),
  room('pack-file', /^shared\/src\/pack-file\.ts$/, [knowledge, /^shared\/src\/profile\.ts$/, /^shared\/src\/packs\//], [/^yaml$/]),
  room('containers', /^shared\/src\/containers\//, [model, /^shared\/src\/containers\//], [/^@kenjiuno\/msgreader$/]),
  room('view', /^shared\/view\//, [/^shared\/view\//], [/^@bounce-lens\/shared$/]),
  room('lens, analyze, index', /^shared\/src\/[a-z-]+\.ts$/, [/^shared\/src\//]),
  room('cli', /^cli\//, [/^cli\//], [/^node:/, core]),
  // A page of its own inside VS Code: it has a DOM, and neither VS Code's API nor the host's code.
  room('web view', /^extension\/webview\//, [/^extension\/webview\//], [/^@bounce-lens\/shared$/, view]),
  // The Node host only: streams and threads. Nothing imports it but its own entry and its worker.
  room('Node host', /^extension\/node\//, [/^extension\/(?:node|src)\//], [/^node:/, /^vscode$/, core]),
  room('extension', /^extension\//, [/^extension\/src\//], [/^vscode$/, core]),
  room('browser.ts', /^webext\/src\/browser\.ts$/, none, [/^webextension-polyfill$/]),
  room('adapters', /^webext\/src\/adapters\//, [/^webext\/src\/adapters\/adapter\.ts$/]),
  room('webext', /^webext\//, [/^webext\//], [core, view, /^bounce-lens:(?:adapters|languages)$/]),
];

/** Why `path` may not import `specifier`; undefined where it may. */
export function importFault(path: string, specifier: string): string | undefined {
  const home = rooms.find((candidate) => candidate.holds.test(path));
  if (home === undefined) return `${path} is in no room: give it one in test/house/imports.ts and in ARCHITECTURE.md`;
  const target = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
  const allowed = target === undefined ? home.packages.some((name) => name.test(specifier)) : mayImport(home, path, target);
  return allowed
    ? undefined
    : `${path} imports ${specifier}: the room "${home.name}" may not. Pass the thing in as an argument, or move the code to the room it belongs to.`;
}

/** A dialect or an adapter that outgrows one file may have a folder of its name beside it. */
function mayImport(home: Room, path: string, target: string): boolean {
  const own = /^(?<folder>(?:shared\/src\/dialects|webext\/src\/adapters)\/[a-z-]+)(?:\.ts|\/)/.exec(path)?.groups?.['folder'];
  if (own !== undefined && target.startsWith(`${own}/`)) return true;
  return home.may.some((allowed) => allowed.test(target));
}
