/** A log's text → the story of one message: each line is asked cheaply whose it is; those of the message are read in full. */
import { shiftMap } from './decode/offset-map.ts';
import { layerOf, rawLayer } from './decode/raw-layer.ts';
import { judge } from './judge.ts';
import { limits } from './limits.ts';
import { matchFinding } from './match/match.ts';
import type { RuleBook } from './match/rule-book.ts';
import { type Evidence, firstEvidence, type Layer, type Ours, type Source, type Trace, type Tracer, type Verdict } from './model.ts';
import { lineDialectOf, lineDialects, openLineReader } from './read-line.ts';
import { isContainerLine, lineInside } from './scan/container-line.ts';
import { linesOf } from './scan/lines.ts';
import { rangeFact } from './scan/log-facts.ts';
import { logHead } from './scan/syslog.ts';
import { type GatheredMessage, type Gathering, gatherLines, type Role, type TakenLine } from './story/gather.ts';
import { type MessageStory, type StepKind, type StoryStep, tellMessage } from './story/message-story.ts';

/** Follows one message through a log of any size, fed from its beginning, in one pass and bounded memory. */
export interface StoryReader {
  /** The next lines, whole: a window ends behind a line end, or with the log. How many lines it has. */
  add(window: string): number;
  /**
   * What is known by now: nothing where no line names it; several where the log gave the same queue id to one message after the other. Offsets
   * and lines count from the first window on.
   */
  stories(): readonly MessageStory[];
}
interface Circumstance {
  readonly book: RuleBook;
  readonly ours?: Ours;
}

/** `wanted`: a queue id or a Message-ID. */
export function openStoryReader(wanted: string, circumstance: Circumstance): StoryReader {
  return readerOf(gatherLines(wanted), circumstance);
}
function readerOf(gathering: Gathering, circumstance: Circumstance): StoryReader {
  const trace = openTrace();
  let [start, number] = [0, 0];
  return {
    add(window) {
      const before = number;
      for (const line of linesOf(window)) {
        number += 1;
        const text = window.slice(line.start, Math.min(line.end, line.start + limits.lineLength));
        const found = trace(text);
        if (found) gathering.add({ number, start: start + line.start, text, trace: found });
      }
      start += window.length;
      return number - before;
    },
    stories: () => gathering.messages().map((message) => storyOf(message, circumstance)),
  };
}

/** Where a story is asked for in an editor: by a name, or at a place in the text. */
export type StoryPlace = { readonly queueId: string } | { readonly offset: number };

/**
 * The story of the message of that name (the last that bore it), or of that place. Nothing where no line names it, or the line there names
 * no message. Linear: the text is walked again, at most three times, where a name that is found late was used further back than is kept.
 */
export function storyIn({ text }: Source, place: StoryPlace, circumstance: Circumstance): MessageStory | undefined {
  const wanted = 'queueId' in place ? place.queueId : messageNameAt(text, place.offset);
  if (wanted === undefined) return undefined;
  const stories = storiesIn(text, wanted, circumstance);
  if ('queueId' in place) return stories.at(-1);
  return stories.find(({ steps }) => steps.some(({ span }) => span.start <= place.offset && place.offset <= span.end)) ?? stories.at(-1);
}

const mostReadings = 3;
function storiesIn(text: string, wanted: string, circumstance: Circumstance): readonly MessageStory[] {
  let known: ReadonlyMap<string, Role> = new Map();
  for (let reading = 1; ; reading++) {
    const gathering = gatherLines(wanted, known);
    const reader = readerOf(gathering, circumstance);
    reader.add(text);
    const names = gathering.names();
    const isWhole = names.size <= Math.max(1, known.size) || gathering.messages().length > 1;
    if (isWhole || reading === mostReadings) return reader.stories();
    known = new Map(names);
  }
}

/** The name of the message that the line at `offset` tells of: a queue id where it has one, else a Message-ID in angle brackets. */
export function messageNameAt(text: string, offset: number): string | undefined {
  const at = Math.max(0, Math.min(offset, text.length));
  const trace = openTrace();
  // A writer whose lines bear numbers only is read from some way above.
  const from = text.lastIndexOf('\n', Math.max(0, at - limits.headLength)) + 1;
  for (const { start, end } of linesOf(text, from)) {
    const found = trace(text.slice(start, Math.min(end, start + limits.lineLength)));
    if (end < at) continue;
    return found?.names[0] ?? (found?.messageId === undefined ? undefined : `<${found.messageId}>`);
  }
  return undefined;
}

/** Every writer's own tracer; for those that have none, what their deliveries are of. */
function openTrace(): Tracer {
  const asked = lineDialects.flatMap(({ dialect }) => dialect.openTrace?.() ?? []);
  const read = openLineReader();
  return (line) => {
    const inside = isContainerLine(line) ? lineInside(rawLayer({ text: line })).text : line;
    for (const [index, trace] of asked.entries()) {
      const found = trace(inside);
      if (!found) continue;
      // The next line is most likely the same writer's.
      if (index > 0) asked.unshift(...asked.splice(index, 1));
      return found;
    }
    const known = lineDialectOf(inside);
    if (!known || known.dialect.openTrace) return undefined;
    return traceOfEvents([...read(rawLayer({ text: inside }))].map(({ evidence }) => evidence));
  };
}
function traceOfEvents(events: readonly (readonly Evidence[])[]): Trace | undefined {
  const evidence = events.flat();
  const names = [...new Set(evidence.flatMap((e) => (e.kind === 'queue-id' ? [e.value] : [])))];
  const messageId = firstEvidence(evidence, 'message-id')?.value;
  if (names.length === 0 && messageId === undefined) return undefined;
  return { names, step: 'told', ...(messageId !== undefined && { messageId }), stated: [] };
}

function storyOf({ lines, cut }: GatheredMessage, circumstance: Circumstance): MessageStory {
  const read = openLineReader();
  // Who took the message may have named it in a log we do not have: then it is delivered, as far as we can see.
  const told = new Set(lines.flatMap(({ role, trace }) => (role === 'message' ? trace.names : [])));
  const steps = lines.map((line) => {
    const outer = layerOf({ text: line.text, map: shiftMap(line.start) });
    const layer = lineInside(outer);
    const events = [...read(outer)];
    const verdicts = events.map((event) =>
      matchFinding(circumstance.book, judge(event, { kind: 'log', ...(circumstance.ours && { ours: circumstance.ours }) })),
    );
    return stepOf(line, layer, { verdicts, told });
  });
  return tellMessage(steps, cut);
}

interface Reading {
  readonly verdicts: readonly Verdict[];
  /** Names of the message that have lines. */
  readonly told: ReadonlySet<string>;
}
function stepOf(line: TakenLine, layer: Layer, { verdicts, told }: Reading): StoryStep {
  const { role, number, start, text, trace } = line;
  const evidence = verdicts.length > 0 ? verdicts.flatMap(({ finding }) => finding.event.evidence) : statedIn(layer, trace);
  const [queueId] = trace.names;
  return {
    kind: kindOf(trace, { verdicts, told }),
    role,
    ...(queueId !== undefined && { queueId }),
    line: number,
    span: { start, end: start + text.length },
    text,
    evidence,
    verdicts,
    ...(trace.leads && trace.leads.to !== 'session' && { leadsTo: trace.leads.name }),
  };
}
function statedIn(layer: Layer, { stated }: Trace): readonly Evidence[] {
  const time = logHead(layer.text).time;
  return [
    ...stated.flatMap(({ kind, start, end }) => rangeFact(layer, kind, { start, end })),
    ...(time ? rangeFact(layer, 'attempted-at', time) : []),
  ];
}
function kindOf({ step, leads }: Trace, { verdicts, told }: Reading): StepKind {
  const [verdict] = verdicts;
  if (!verdict) return step;
  const { direction, event, outcome } = verdict.finding;
  if (firstEvidence(event.evidence, 'action')?.value === 'expired') return 'expired';
  if (outcome === 'delivered') return leads?.to === 'same' && told.has(leads.name) ? 'handed-on' : 'attempt';
  return direction === 'outbound' ? 'attempt' : 'refused';
}
