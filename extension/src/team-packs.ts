/** The packs of the workspace: `.bounce-lens/*.yml` of every folder of it. Their faults are shown where they are. */
import type { Knowledge, Pack } from '@bounce-lens/shared';
import type { FileFault } from '@bounce-lens/shared/pack-file';
import * as vscode from 'vscode';

export const packFolder = '.bounce-lens';

export interface TeamPacks {
  readonly packs: readonly Pack[];
  readonly faults: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[];
}

/** The reader of YAML: loaded where there is a pack, for most users have none. */
export function packReader(): Promise<typeof import('@bounce-lens/shared/pack-file')> {
  return import('@bounce-lens/shared/pack-file');
}

/** Only a workspace that its user trusts is asked: whose words an agent sends to customers is not for a downloaded folder to say. */
export async function readTeamPacks(knowledge: Knowledge, log: vscode.LogOutputChannel): Promise<TeamPacks> {
  if (!vscode.workspace.isTrusted) return { packs: [], faults: [] };
  const found = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(packsIn));
  const files = found.flat();
  if (files.length === 0) return { packs: [], faults: [] };
  const { packIds } = await packReader();
  const ids = packIds(files.map(({ path }) => path));
  const read = await Promise.all(files.map((file, index) => readPack(file, ids[index] ?? '', { knowledge, log })));
  return {
    packs: read.flatMap(({ pack }) => pack ?? []),
    faults: read.map(({ faults }, index) => [files[index] ?? vscode.Uri.file(''), faults]),
  };
}

/** In the order of their names; none where there is no such folder. */
async function packsIn({ uri }: vscode.WorkspaceFolder): Promise<readonly vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(uri, packFolder);
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const names = entries.flatMap(([name, type]) => (type & vscode.FileType.File && /\.ya?ml$/i.test(name) ? [name] : []));
    return names.sort().map((name) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}

async function readPack(
  file: vscode.Uri,
  id: string,
  { knowledge, log }: { readonly knowledge: Knowledge; readonly log: vscode.LogOutputChannel },
): Promise<{ readonly pack?: Pack; readonly faults: readonly vscode.Diagnostic[] }> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const { readPackFile } = await packReader();
    const { pack, faults } = readPackFile(id, text, knowledge);
    return { ...(pack && { pack }), faults: faults.map(diagnosticOf) };
  } catch (error) {
    log.warn(`${file.toString(true)} could not be read: ${String(error)}`);
    return { faults: [] };
  }
}

export function diagnosticOf({ start, end, message }: FileFault): vscode.Diagnostic {
  const range = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Bounce Lens';
  return diagnostic;
}
