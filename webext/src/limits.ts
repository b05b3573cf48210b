/** Every bound of the browser extension, each with what it stops. */
export const limits = {
  /** UTF-16 units of one root that are read unasked; an endless page must not keep the worker busy. */
  annotatedLength: 400_000,
  /** UTF-16 units that are read when the user asked. */
  askedLength: 2_000_000,
  /** Bytes of a message that are read; the report stands before the returned message, which may be of any size. */
  messageBytes: 8_000_000,
  /** Messages selected in Thunderbird's list that are read at once; and so many are no work for a moment but a triage, with its progress. */
  messages: 5_000,
  messagesInPanel: 10,
  /** Depth of elements that is walked; a page can nest deeper than a stack is. */
  depth: 1_000,
  /** Answers listed in one card. */
  listed: 20,
  /** Answers that the panel holds. */
  inPanel: 500,
  /** Records of a triage that are kept; more than that is a job for the command line. */
  records: 500_000,
  /** Records that the worker hands over at once. */
  portion: 5_000,
  /** Milliseconds between two tellings of progress. */
  progressEvery: 100,
  /** Records of one group that are listed. */
  listedRecords: 1_000,
  /** Characters of words without any code that are taken for a bounce unasked. */
  tellingWords: 18,
  /** Marks drawn on one page. */
  marks: 500,
  /** Same-origin frames of a page that are read. */
  frames: 50,
  /** Chips on one page; a ticket can hold a hundred bounces. */
  chips: 20,
  /** Links of a message that are looked at, and attachments that are offered to be read. */
  linksLookedAt: 2_000,
  attachedLinks: 5,
  /** Characters of an attachment's name that a chip shows. */
  nameLength: 60,
  /** Bytes of an attachment that are read, and milliseconds it may take. */
  attachedBytes: 2_000_000,
  attachedWait: 20_000,
  /** Frames of other sites that the popup offers to enable. */
  offeredFrames: 3,
  /** Bytes of a chosen file that are read as a pack; more than a pack may have, so that a longer one is told to be too long. */
  packBytes: 4_000_004,
  /** Faults of a pack that are listed at once. */
  faults: 50,
  /** Elements of one root that are looked at unasked; a page of a million must not stand still for us. */
  annotatedElements: 30_000,
  /** … and when the user asked. */
  askedElements: 300_000,
  /** Milliseconds from a change of the page to reading it, at least. */
  soon: 5,
  /** Milliseconds that reading waits for an idle moment, at most. */
  idle: 100,
  /** … and where the reader did something a moment ago. */
  idleAttended: 16,
  /** Milliseconds of the page's own time that are read in at once, and nodes between two looks at the clock. */
  batch: 12,
  batchNodes: 64,
  /** … and of the time of somebody who asked and waits. */
  askedBatch: 30,
  /** Reading takes less than one part in a hundred of the page's time; what is saved up in quiet answers at once. */
  pace: { share: 0.005, purse: 40, settle: 120, eager: 3, attended: 2_000 },
  /** Milliseconds the pointer rests on a mark before its card opens, and away from it before it closes. */
  hoverIn: 250,
  hoverOut: 400,
} as const;
