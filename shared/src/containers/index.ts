/** The door of the containers: files as they lie on a disk, in pieces of bounded size; files that hold mails, and are none. */
export { gather, resume, wholeLength, windowLength, windowsOf } from './byte-windows.ts';
export { isCompoundFile, isSoundCompoundFile } from './compound-file.ts';
export { isFromLine } from './from-line.ts';
export { type LineColumn, lineColumns } from './line-columns.ts';
export { isMbox, loneMail, type MboxMail, mailsOf } from './mbox.ts';
export { mailOfOutlook } from './outlook-message.ts';
export { isBinary, sourceOf, utf16Name } from './source-of.ts';
