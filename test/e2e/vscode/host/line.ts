/** What a host's run prints for the process outside: a line for the host, and one a test. */
export const mark = 'BOUNCE-LENS-TEST ';

export interface Line {
  readonly title: string;
  readonly error?: string;
}

/** The line in something a console printed; undefined where it is somebody else's. */
export function lineFrom(printed: string): Line | undefined {
  const at = printed.indexOf(mark);
  if (at < 0) return undefined;
  const { title, error }: Record<string, unknown> = Object(JSON.parse(printed.slice(at + mark.length)));
  return { title: String(title), ...(error === undefined ? {} : { error: String(error) }) };
}
