/** How the nodes of the tree look and sound. Texts of mails are shown as text: a label knows no markup. */
import { groupName, standingName, type TableRow, type Texts, type TriageRecord, tableRow, visibleText } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { triageCommandIds } from './command-ids.ts';
import { faultWords } from './fault-words.ts';
import type { Section, TreeNode, TreeState } from './tree-nodes.ts';

const icons: Readonly<Record<TriageRecord['outcome'], readonly [icon: string, colour: string]>> = {
  'permanent-failure': ['error', 'bounceLens.permanentFailure'],
  deferral: ['clock', 'bounceLens.deferral'],
  'delayed-notice': ['history', 'bounceLens.delayedNotice'],
  delivered: ['check', 'bounceLens.delivered'],
  none: ['dash', 'bounceLens.delivered'],
};
const sectionIcons: Readonly<Record<Section, string>> = {
  undelivered: 'mail',
  'inbound-reject': 'shield',
  'delivered-later': 'pass',
};
const muted = new vscode.ThemeColor('disabledForeground');

export function treeItem(node: TreeNode, { page, by }: TreeState, texts: Texts): vscode.TreeItem {
  switch (node.kind) {
    case 'section':
      return folded(standingName(node.section, texts), node.members.length, {
        id: node.section,
        icon: new vscode.ThemeIcon(sectionIcons[node.section], muted),
      });
    case 'group':
      return folded(groupName(by, node.group.value, texts), node.members.length, { id: `${node.section}/${by}/${node.group.value}` });
    case 'page':
      return pageItem(node, by);
    case 'record':
      return recordItem(node, page.records[node.index], texts);
    case 'faults':
      return folded(vscode.l10n.t('Not read, or not to its end'), node.faults.length, {
        id: 'faults',
        icon: new vscode.ThemeIcon('warning'),
      });
    case 'fault':
      return faultItem(node.fault.name, faultWords(node.fault.fault), node.fault.detail);
    default:
      return node satisfies never;
  }
}

function folded(label: string, count: number, { id, icon }: { readonly id: string; readonly icon?: vscode.ThemeIcon }): vscode.TreeItem {
  const number = count.toLocaleString(vscode.env.language);
  // The number stands first: a narrow side bar cuts off what stands last.
  const item = new vscode.TreeItem(`${number} · ${visibleText(label)}`, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.contextValue = 'bounceLens.group';
  item.accessibilityInformation = { label: `${visibleText(label)}, ${number}` };
  item.tooltip = `${visibleText(label)}: ${number}`;
  if (icon !== undefined) item.iconPath = icon;
  return item;
}
function pageItem({ of, first, nodes }: Extract<TreeNode, { kind: 'page' }>, by: string): vscode.TreeItem {
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const label = `${number(first + 1)} – ${number(first + nodes.length)}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `page/${by}/${of}/${first}`;
  item.contextValue = 'bounceLens.group';
  return item;
}

function recordItem(node: Extract<TreeNode, { kind: 'record' }>, record: TriageRecord | undefined, texts: Texts): vscode.TreeItem {
  if (record === undefined) return new vscode.TreeItem('');
  const row = tableRow(record);
  const item = new vscode.TreeItem(visibleText(row.recipient || row.place), vscode.TreeItemCollapsibleState.None);
  item.id = `record/${node.index}`;
  item.description = visibleText([row.codes, shortPlace(row)].filter(Boolean).join(' · '));
  const [icon, colour] = icons[record.outcome];
  const isMuted = record.direction === 'inbound' || record.fate === 'delivered-later';
  item.iconPath = new vscode.ThemeIcon(icon, isMuted ? muted : new vscode.ThemeColor(colour));
  item.contextValue = 'bounceLens.record';
  item.command = { command: triageCommandIds.triageOpen, title: '', arguments: [node] };
  const said = [groupName('reason', record.reason, texts), wordsOf(record, texts), record.diagnosticText ?? '', row.place];
  item.tooltip = said.filter(Boolean).map(visibleText).join('\n');
  item.accessibilityInformation = {
    label: visibleText([row.recipient, ...said.slice(0, 2), row.codes, row.place].filter(Boolean).join(', ')),
  };
  return item;
}
function wordsOf(record: TriageRecord, texts: Texts): string {
  const owner = record.owner === undefined ? '' : groupName('owner', record.owner, texts);
  return [groupName('outcome', record.outcome, texts), owner].filter(Boolean).join(' · ');
}
/** The file's name and the line; the whole path is in the tooltip. */
function shortPlace({ place }: TableRow): string {
  return place.slice(place.lastIndexOf('/') + 1).replace(/(:\d{1,12}):\d{1,12}$/, '$1');
}

function faultItem(name: string, words: string, detail: string | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(visibleText(name), vscode.TreeItemCollapsibleState.None);
  item.description = words;
  item.tooltip = visibleText(detail === undefined ? words : `${words}: ${detail}`);
  item.accessibilityInformation = { label: `${visibleText(name)}, ${words}` };
  return item;
}
