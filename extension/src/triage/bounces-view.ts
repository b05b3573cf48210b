/** The view "Bounces": what was found, grouped, filtered, a level at a time. */
import { type Grouping, isFilterEmpty, type RecordFilter, type Texts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { Ledger } from './ledger.ts';
import { treeItem } from './tree-items.ts';
import { makeTree, type Tree, type TreeNode, type TreeState } from './tree-nodes.ts';
import type { Progress, TriageRun } from './triage-run.ts';

export interface BouncesView extends vscode.Disposable {
  readonly state: TreeState;
  readonly tree: Tree;
  readonly selection: readonly TreeNode[];
  groupBy(by: Grouping): void;
  filter(filter: RecordFilter): void;
  show(): Promise<void>;
  /** Show the view with one group in it, opened and chosen. */
  reveal(by: Grouping, value: string): Promise<void>;
}
export interface ViewParts {
  readonly ledger: Ledger;
  readonly run: TriageRun;
  readonly texts: () => Promise<Texts>;
}

const viewId = 'bounceLens.bounces';
/** While files are read, the tree is drawn anew this often. */
const quietMilliseconds = 400;

interface Drawn {
  readonly state: TreeState;
  readonly tree: Tree;
  readonly texts: Texts | undefined;
}

export function createBouncesView({ ledger, run, texts }: ViewParts): BouncesView {
  const changed = new vscode.EventEmitter<TreeNode | undefined>();
  let by: Grouping = 'reason';
  let wanted: RecordFilter = {};
  let drawn: Drawn = draw(undefined);
  let timer: number | undefined;

  function draw(words: Texts | undefined): Drawn {
    const state = { page: ledger.page(), by, filter: wanted };
    return { state, tree: makeTree(state), texts: words };
  }
  const redraw = async (): Promise<void> => {
    timer = undefined;
    drawn = draw(await texts());
    tellAround(view, drawn, run);
    changed.fire(undefined);
  };
  const redrawSoon = (): void => {
    timer ??= setTimeout(() => void redraw(), quietMilliseconds);
  };
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getParent: (node) => drawn.tree.parent(node),
    getChildren: (node) => (drawn.texts === undefined ? [] : [...drawn.tree.children(node)]),
    getTreeItem: (node) => (drawn.texts ? treeItem(node, drawn.state, drawn.texts) : new vscode.TreeItem('')),
  };
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: provider, canSelectMany: true, showCollapseAll: true });
  const held = vscode.Disposable.from(view, changed, run.onDidChange(redrawSoon), new vscode.Disposable(() => clearTimeout(timer)));
  return {
    get state() {
      return drawn.state;
    },
    get tree() {
      return drawn.tree;
    },
    get selection() {
      return view.selection;
    },
    groupBy(next) {
      by = next;
      void redraw();
    },
    filter(next) {
      wanted = next;
      void redraw();
    },
    show: showView,
    async reveal(next, value) {
      by = next;
      await redraw();
      await showView();
      const group = drawn.tree.groupOf(value);
      if (group !== undefined) await view.reveal(group, { select: true, focus: true, expand: true });
    },
    dispose() {
      held.dispose();
    },
  };
}

async function showView(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
}

/** What stands above the tree: how far the reading is, what is filtered, what is left out. */
function tellAround(view: vscode.TreeView<TreeNode>, { state, tree }: Drawn, run: TriageRun): void {
  const { page, filter } = state;
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const isFiltered = !isFilterEmpty(filter);
  void vscode.commands.executeCommand('setContext', 'bounceLens.triageFiltered', isFiltered);
  void vscode.commands.executeCommand('setContext', 'bounceLens.triageFilled', page.records.length > 0);
  view.description = page.records.length === 0 ? '' : number(tree.shown.length);
  const lines = [
    ...(run.progress ? [progressWords(run.progress, page.records.length)] : []),
    ...(isFiltered ? [vscode.l10n.t('Filtered: {0} of {1}', number(tree.shown.length), number(page.records.length))] : []),
    ...(page.dropped > 0 ? [vscode.l10n.t('{0} more were found and are not listed', number(page.dropped))] : []),
    ...(run.progress === undefined && run.choice !== undefined && page.records.length === 0 ? [vscode.l10n.t('No bounce was found.')] : []),
  ];
  view.message = lines.join('\n');
}
function progressWords({ name, share, isFollowing }: Progress, count: number): string {
  const found = count.toLocaleString(vscode.env.language);
  if (isFollowing) return vscode.l10n.t('Following {0}: {1} found', name, found);
  const percent = share === undefined ? '' : share.toLocaleString(vscode.env.language, { style: 'percent' });
  return vscode.l10n.t('Reading {0} {1}: {2} found', name, percent, found);
}
