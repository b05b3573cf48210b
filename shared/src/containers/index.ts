/** The door of the containers: files that hold mails, and are none. */
export { isCompoundFile, isSoundCompoundFile } from './compound-file.ts';
export { isFromLine } from './from-line.ts';
export { isMbox, type MboxMail, mailsOf } from './mbox.ts';
export { mailOfOutlook } from './outlook-message.ts';
