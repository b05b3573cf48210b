/** Deliveries handed from thread to thread come out as they went in. */
import assert from 'node:assert/strict';
import { openDeliveryPack, unpackDeliveries } from '../../cli/src/log/delivery-pack.ts';
import { attemptTold, type ToldDelivery } from '../../shared/src/index.ts';
import { toldDelivery } from '../shared/told-deliveries.ts';

describe('a pack of deliveries', () => {
  const all = Array.from({ length: 3_000 }, (_, i) => [`4F${i}`, `Kim${i}@example.com`] as const);
  it('gives them again, in their order, as far as it is asked', () => {
    const pack = openDeliveryPack();
    for (const [queueId, recipient] of all) pack.add(toldDelivery(queueId, recipient));
    assert.equal(pack.count(), all.length);
    const given: string[] = [];
    const told = (one: ToldDelivery): void => void given.push(Object.values(attemptTold(one)).slice(0, 2).join(' '));
    const unpacking = unpackDeliveries(structuredClone(pack.packed()), told);
    const expected = all.map(([queueId, recipient]) => `${queueId} ${recipient.toLowerCase()}`);
    for (const count of [0, 1, 1, 5, 2_999, 3_000]) {
      unpacking.tellTo(count);
      assert.deepEqual(given, expected.slice(0, count));
    }
  });
  it('may be empty', () => {
    unpackDeliveries(openDeliveryPack().packed(), () => assert.fail()).tellTo(0);
  });
});
