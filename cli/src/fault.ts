/** What could not be read or written, in words for the user. */

/** Why something could not be read, in words. */
export interface Fault {
  readonly name: string;
  readonly fault: string;
}

const faultWords: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'a link that leads in a circle',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk failed to read it',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more may be written to this disk',
  EROFS: 'nothing can be written to this disk',
};
/** What went wrong, in words where the system gives only a code. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return faultWords[code] ?? error.message;
}
