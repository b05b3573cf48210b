/** What a host's run prints for the process outside: a line for the host, and one a test. */
export const mark = 'BOUNCE-LENS-TEST ';

export interface Line {
  readonly title: string;
  readonly milliseconds?: number;
  readonly error?: string;
}

/** The line in something a console printed; undefined where it is somebody else's. */
export function lineFrom(printed: string): Line | undefined {
  const at = printed.indexOf(mark);
  if (at < 0) return undefined;
  const { title, milliseconds, error }: Record<string, unknown> = Object(JSON.parse(printed.slice(at + mark.length)));
  return { title: String(title), milliseconds: Number(milliseconds ?? 0), ...(error === undefined ? {} : { error: String(error) }) };
}
