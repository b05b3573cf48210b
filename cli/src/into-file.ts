/** `--output`: the file has its name when all is in it, and not before. */
import { faultOf } from './fault.ts';
import { leave, type Output, openOutput } from './output.ts';
import { openOutputFile } from './output-file.ts';
import { visibleLine } from './terminal-text.ts';

/** The exit status of `write`, which writes to the file, or where none is asked for to `output`. */
export async function intoFile(path: string | undefined, output: Output, write: (to: Output) => Promise<number>): Promise<number> {
  if (path === undefined) return write(output);
  try {
    const file = openOutputFile(path);
    file.stream.on('error', leave);
    const status = await write(openOutput(file.stream));
    // A merge that failed has written nothing: there is nothing to keep.
    if (status === 0 || file.stream.bytesWritten + file.stream.writableLength > 0) await file.keep();
    return status;
  } catch (error) {
    output.complain(visibleLine(`${path}: ${faultOf(error)}`));
    return 1;
  }
}
