/** Packs that an organisation sets. */
import assert from 'node:assert/strict';
import { compileManaged } from '../../webext/src/managed-packs.ts';

describe('a pack set by policy', () => {
  it('is compiled as a pack’s file is', () => {
    const text = JSON.stringify({ profile: { domains: ['example.org'] } });
    const { pack, faults } = compileManaged({ name: 'acme', text });
    assert.deepEqual(faults, []);
    assert.deepEqual(pack?.profile, { domains: ['example.org'] });
  });
  it('is told to be wrong, and where', () => {
    assert.match(compileManaged({ name: 'acme', text: 'profile: {}' }).faults[0] ?? '', /JSON/);
    assert.match(compileManaged({ name: 'acme', text: '{"profile":{"networks":["nowhere"]}}' }).faults[0] ?? '', /^profile\.networks\.0: /);
  });
});
