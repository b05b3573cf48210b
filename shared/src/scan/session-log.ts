/** Logs that tell SMTP sessions line by line: each line names its session, who speaks, and what is said. */
import type { Evidence, Layer } from '../model.ts';
import type { Range } from './address.ts';
import { linesOf } from './lines.ts';
import { rememberSessions } from './session-memory.ts';
import { type About, openConversation } from './smtp-conversation.ts';

export interface SessionLine extends About {
  readonly session: string;
  readonly by: 'client' | 'server';
  /** What was said; several lines where the log joins those of a reply. */
  readonly said: Range;
}

/** A reader of such a log; `lineOf` knows how its writer puts a line, and gives nothing for lines of no session. */
export function readSessions(lineOf: (layer: Layer) => SessionLine | undefined): (layer: Layer) => Iterable<readonly Evidence[]> {
  const sessions = rememberSessions(openConversation);
  return function* (layer) {
    const line = lineOf(layer);
    if (!line) return;
    const conversation = sessions.of(line.session);
    for (const said of linesOf(layer.text, line.said.start, line.said.end)) {
      if (line.by === 'client') conversation.command(layer, said);
      else yield* conversation.reply(layer, said, line);
    }
  };
}

/** Is a reply of a server what stands at `at`: `550 `, `550-`, or `550` alone? */
export function isReplyAt(text: string, at: number): boolean {
  return /^[2-5]\d\d(?:[ -]|$)/.test(text.slice(at, at + 4));
}
