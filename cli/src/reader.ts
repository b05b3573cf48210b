/** What every input is read with. */
import type { Knowledge, Lens } from '@bounce-lens/shared';

export interface Reader {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  /** Keep deliveries too. */
  readonly all: boolean;
  /** Records are only counted. */
  readonly tallies?: boolean;
}
