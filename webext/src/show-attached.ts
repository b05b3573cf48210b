/** An attachment the reader asked to have explained: read it, answer it, or say why not. */
import { answersTo, worthTelling } from './answers.ts';
import { sameOrigin } from './attached-links.ts';
import type { Card } from './card.ts';
import type { Content } from './content-view.ts';
import { ask } from './messages.ts';
import type { Box } from './place.ts';
import { readAttached } from './read-attached.ts';
import { word } from './words.ts';

export interface AttachedAsked {
  readonly address: string;
  readonly anchor: Box;
}

export async function showAttached({ address, anchor }: AttachedAsked, card: Card, signal: AbortSignal): Promise<void> {
  await card.openWhen(
    contentOf(address, signal).then((content) => ({ content, anchor })),
    true,
  );
}

async function contentOf(given: string, signal: AbortSignal): Promise<Content> {
  const address = sameOrigin(given, document);
  if (address === undefined) return told(word('attachedElsewhere', hostOf(given)));
  const attached = await readAttached(address, signal);
  switch (attached.kind) {
    case 'text': {
      const analysis = await ask('analyze', { text: attached.text, purpose: 'picked' });
      return { ...(await answersTo(worthTelling(analysis), 'attachment')), source: attached.text };
    }
    case 'refused':
      return told(word('attachedRefused', attached.status));
    case 'no-message':
      return told(word('attachedNoMessage', attached.type));
    default:
      return attached satisfies never;
  }
}

function told(text: string): Content {
  return { kind: 'told', title: word('attachedNotRead'), text };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : address;
}
