/** The tree of the view: whatever is found, no level of it is longer than an editor can draw. */
import assert from 'node:assert/strict';
import { makeTree, pageLength, type Tree, type TreeNode } from '../../extension/src/triage/tree-nodes.ts';
import type { TriageRecord } from '../../shared/src/index.ts';

const many = 50_000;
const recordOf = (index: number): TriageRecord => ({
  file: 'mail.log',
  line: index + 1,
  dialect: 'postfix',
  outcome: 'permanent-failure',
  reason: 'user-unknown',
  sisimaiReason: 'userunknown',
  // The first domain has a thousand, every other one.
  recipient: `u${index}@${index < 1_000 ? 'd' : `d${index}`}.example`,
});
const records = Array.from({ length: many }, (_, index) => recordOf(index));
const faults = Array.from({ length: 1_200 }, (_, index) => ({ uri: `file:///${index}`, name: String(index), fault: 'not-text' as const }));
const treeBy = (by: 'reason' | 'recipient-domain'): Tree =>
  makeTree({ page: { records, origins: [], faults, dropped: 0 }, by, filter: {} });

/** Every level, from the top down; what stands at the ends. */
function leavesOf(tree: Tree, node?: TreeNode): readonly TreeNode[] {
  const children = tree.children(node);
  assert.ok(children.length <= pageLength + Math.ceil(many / pageLength) + 3, `${children.length} in one level`);
  return children.flatMap((child) => (child.kind === 'record' || child.kind === 'fault' ? [child] : leavesOf(tree, child)));
}

describe('the tree of the bounces', () => {
  for (const by of ['reason', 'recipient-domain'] as const) {
    it(`of 50,000 failures by ${by}: levels of at most ${pageLength} and some pages, and each failure once`, () => {
      const leaves = leavesOf(treeBy(by));
      const indexes = leaves.flatMap((leaf) => (leaf.kind === 'record' ? [leaf.index] : []));
      assert.equal(indexes.length, many);
      assert.equal(new Set(indexes).size, many);
      assert.equal(leaves.length - indexes.length, faults.length);
    });
  }

  it('shows the greatest group first, and a page knows what is in it', () => {
    const tree = treeBy('recipient-domain');
    const [first] = tree.children();
    assert.ok(first?.kind === 'group');
    assert.deepEqual([first.group.value, tree.members(first).length, tree.children(first).length], ['d.example', 1_000, 2]);
    const page = tree.children()[pageLength];
    assert.ok(page?.kind === 'page');
    assert.deepEqual([page.first, page.nodes.length, tree.members(page).length], [pageLength, pageLength, pageLength]);
  });
});
