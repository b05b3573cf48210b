/** The one object a host holds: text in, diagnosis out. */
import { type Explainer, explainerOf, type LensParts, openParts } from './explainer.ts';
import { openStoryReader, type StoryPlace, type StoryReader, storyIn } from './follow-message.ts';
import type { Analysis, Source } from './model.ts';
import { openLogLines } from './read-log.ts';
import { kindByForm } from './read-source.ts';
import type { MessageStory } from './story/message-story.ts';
import type { LogLines } from './triage/log-reader.ts';

export interface Lens extends Explainer {
  /** What `analyze` takes it for; of a mail or a log that is known before it is read. */
  kindOf(source: Source): Analysis['kind'];
  /** The lines of a big log, for `openLogStream`; what is remembered from one line to the next belongs to this call. */
  openLog(): LogLines;
  /** The story of one message of a log: by queue id, or at a place of the text. Nothing where no line names it. */
  storyIn(source: Source, place: StoryPlace): MessageStory | undefined;
  /** The same of a log that is read in windows; `wanted`: a queue id or a Message-ID. */
  followMessage(wanted: string): StoryReader;
}

export function createLens(parts: LensParts): Lens {
  const opened = openParts(parts);
  const { book, ours, timeZone } = opened;
  const explainer = explainerOf(parts, opened);
  const circumstance = { book, ...(ours && { ours }) };
  return {
    ...explainer,
    kindOf: (source) => kindByForm(source) ?? explainer.analyze(source).kind,
    openLog: () => openLogLines(book, { ...(ours && { ours }), ...(timeZone && { timeZone }) }),
    storyIn: (source, place) => storyIn(source, place, circumstance),
    followMessage: (wanted) => openStoryReader(wanted, circumstance),
  };
}
