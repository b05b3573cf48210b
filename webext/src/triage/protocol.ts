/** Between the triage page and its worker: plain data, one union each way. */
import type { TriageRecord } from '@bounce-lens/shared';

import type { LensParts } from '../lens-keeper.ts';

export interface Order {
  readonly files: readonly File[];
  /** Deliveries too. */
  readonly all: boolean;
  readonly parts: LensParts;
}
/** Why a file, or a mail of a mailbox, was not read, or not whole. */
export type FaultKind = 'binary' | 'too-long' | 'outlook' | 'unreadable';
export type News =
  | { readonly kind: 'progress'; readonly name: string; readonly read: number; readonly of: number }
  | { readonly kind: 'records'; readonly records: readonly TriageRecord[] }
  | { readonly kind: 'fault'; readonly name: string; readonly fault: FaultKind }
  | { readonly kind: 'full' }
  | { readonly kind: 'end' };
