/** The records of the ledger as a tree: groups, pages of long groups, records. Made a level at a time, when somebody looks. */
import {
  filterRecords,
  type Grouping,
  groupRecords,
  type RecordFilter,
  type RecordGroup,
  type Standing,
  standingOf,
} from '@bounce-lens/shared';
import type { FileFault, LedgerPage } from './ledger.ts';

/** Mail that needs somebody stands at the top; the other two apart, below. */
export type Section = Extract<Standing, 'undelivered' | 'inbound-reject' | 'delivered-later'>;
export type TreeNode =
  | { readonly kind: 'section'; readonly section: Section; readonly members: readonly number[] }
  | { readonly kind: 'group'; readonly section: Section; readonly group: RecordGroup; readonly members: readonly number[] }
  | {
      readonly kind: 'page';
      /** What it is a part of. */
      readonly of: string;
      readonly first: number;
      readonly nodes: readonly TreeNode[];
      readonly members: readonly number[];
    }
  | { readonly kind: 'record'; readonly index: number }
  | { readonly kind: 'faults'; readonly faults: readonly FileFault[] }
  | { readonly kind: 'fault'; readonly fault: FileFault };

export interface TreeState {
  readonly page: LedgerPage;
  readonly by: Grouping;
  readonly filter: RecordFilter;
}
export interface Tree {
  children(node?: TreeNode): readonly TreeNode[];
  /** The group of that value: of mail that needs somebody, else of what stands apart. */
  groupOf(value: string): TreeNode | undefined;
  /** Of a section or group; undefined at the top. */
  parent(node: TreeNode): TreeNode | undefined;
  /** Records behind a node. */
  members(node: TreeNode): readonly number[];
  /** Indexes of all records that pass the filter. */
  readonly shown: readonly number[];
}

/** A node that came from outside: a command may be given anything. */
export function nodeFrom(given: unknown): TreeNode | undefined {
  const { kind, index, members }: Readonly<Record<string, unknown>> = Object(given);
  if (kind === 'record' && typeof index === 'number') return { kind, index };
  return (kind === 'section' || kind === 'group' || kind === 'page') && Array.isArray(members) ? groupFrom(members) : undefined;
}
/** Of a group only its members are asked for. */
function groupFrom(members: readonly unknown[]): TreeNode {
  return { kind: 'section', section: 'undelivered', members: members.filter((one) => typeof one === 'number') };
}

/** A level of a tree with more members than this is cut into pages. */
export const pageLength = 500;

export function makeTree({ page, by, filter }: TreeState): Tree {
  const { records, faults } = page;
  const shown = filterRecords(records, filter);
  const sections = new Map<Section, number[]>();
  for (const index of shown) {
    const section = sectionOf(records, index);
    const members = sections.get(section) ?? [];
    sections.set(section, members);
    members.push(index);
  }
  const groups = (section: Section): readonly TreeNode[] => groupNodes(section, sections.get(section) ?? [], { records, by });
  const apart = (section: Section): readonly TreeNode[] => {
    const members = sections.get(section) ?? [];
    return members.length === 0 ? [] : [{ kind: 'section', section, members }];
  };
  return {
    shown,
    children(node) {
      if (node !== undefined) return childrenOf(node, groups);
      return [
        ...beginningWithPages(groups('undelivered'), 'undelivered'),
        ...apart('inbound-reject'),
        ...apart('delivered-later'),
        ...(faults.length > 0 ? [{ kind: 'faults' as const, faults }] : []),
      ];
    },
    groupOf: (value) => sectionOrder.flatMap(groups).find((node) => node.kind === 'group' && node.group.value === value),
    parent: (node) => (node.kind === 'group' && node.section !== 'undelivered' ? apart(node.section)[0] : undefined),
    members: (node) => membersOf(node),
  };
}
const sectionOrder: readonly Section[] = ['undelivered', 'inbound-reject', 'delivered-later'];
function sectionOf(records: LedgerPage['records'], index: number): Section {
  const record = records[index];
  const standing = record === undefined ? 'undelivered' : standingOf(record);
  return standing === 'inbound-reject' || standing === 'delivered-later' ? standing : 'undelivered';
}
function groupNodes(
  section: Section,
  members: readonly number[],
  { records, by }: { readonly records: LedgerPage['records']; readonly by: Grouping },
): readonly TreeNode[] {
  const own = members.flatMap((index) => records[index] ?? []);
  return groupRecords(own, by).map((group) => ({
    kind: 'group',
    section,
    group,
    members: group.members.map((index) => members[index] ?? 0),
  }));
}
function childrenOf(node: TreeNode, groups: (section: Section) => readonly TreeNode[]): readonly TreeNode[] {
  switch (node.kind) {
    case 'section':
      return beginningWithPages(groups(node.section), node.section);
    case 'group':
      return inPages(
        node.members.map((index) => ({ kind: 'record', index })),
        `${node.section}/${node.group.value}`,
      );
    case 'page':
      return node.nodes;
    case 'faults':
      return inPages(
        node.faults.map((fault) => ({ kind: 'fault', fault })),
        'faults',
      );
    case 'record':
    case 'fault':
      return [];
    default:
      return node satisfies never;
  }
}
/** The greatest groups are what is looked for: they stand there as they are, the small ones behind them in pages. */
function beginningWithPages(nodes: readonly TreeNode[], of: string): readonly TreeNode[] {
  return [...nodes.slice(0, pageLength), ...pagesOf(nodes, { of, from: pageLength })];
}
function inPages(nodes: readonly TreeNode[], of: string): readonly TreeNode[] {
  return nodes.length > pageLength ? pagesOf(nodes, { of, from: 0 }) : nodes;
}
function pagesOf(nodes: readonly TreeNode[], { of, from }: { readonly of: string; readonly from: number }): readonly TreeNode[] {
  return Array.from({ length: Math.ceil(Math.max(0, nodes.length - from) / pageLength) }, (_, index) => {
    const first = from + index * pageLength;
    const ofPage = nodes.slice(first, first + pageLength);
    return { kind: 'page', of, first, nodes: ofPage, members: ofPage.flatMap(membersOf) };
  });
}
function membersOf(node: TreeNode): readonly number[] {
  if (node.kind === 'record') return [node.index];
  return 'members' in node ? node.members : [];
}
