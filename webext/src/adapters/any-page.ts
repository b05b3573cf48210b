/** The last adapter: any page is read whole. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Any page',
  sure: 'source',
  fingerprint: ':root',
  messages: ['body, frameset'],
};
