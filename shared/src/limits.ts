/** Every bound of the core, each with the attack it stops. All lengths are UTF-16 units unless said. */
export const limits = {
  /** MIME nesting read; a nest 1,000 deep is legal text and would cost a stack frame a level. */
  mimeDepth: 32,
  /** Parts of one mail; stops a million empty parts. */
  mimeParts: 1_000,
  /** Text of one part that is decoded; stops a bounce that carries a DVD. */
  partLength: 2_000_000,
  /** Header block of one part; stops endless folding. */
  headerLength: 262_144,
  /** One line of a log that is read; the rest of a longer line is passed over. */
  lineLength: 65_536,
  /** Mails of a big log that still wait, one for each recipient; beyond it the oldest count as pending. Stops a log of endless mails. */
  openMails: 100_000,
  /** Attempts at them; beyond it the oldest mails count as pending. Stops a log of endless attempts at a few. */
  openAttempts: 1_000_000,
  /** Messages of a big log whose senders are remembered; a writer that tries again tells them again. */
  rememberedSenders: 100_000,
  /** Lines of a big log whose places are remembered for what a later line of the same session says of them. */
  placedLines: 20_000,
  /** Events of one mail; stops a DSN with a million recipients. */
  eventsPerMail: 10_000,
  /** Tellings of one recipient's failure in one mail that are made one; stops a stanza repeated a million times. */
  tellingsPerRecipient: 50,
  /** One reply (diagnostic text) that is matched against phrases. */
  replyLength: 8_192,
  /** What `…` in a phrase may span, within one reply: 33 words, or so many characters where scripts have no blanks. */
  phraseGap: 200,
  /** Bytes of one mail out of a mailbox file that are read; stops a mailbox that is one endless mail. */
  mailLength: 64 * 1024 * 1024,
  /** How much of a source is looked at to tell what it is. */
  headLength: 65_536,
  /** Lines of a log that are kept in case they turn out to belong to the message that is followed; stops a log without end. */
  recentLines: 50_000,
  /** Lines of one message's story; stops a message that is tried for ever, or a name that stands on every line. */
  storyLines: 1_000,
  /** Messages that bore the same queue id one after the other. */
  storiesOfOneName: 20,
  /** One fact of a mail inside a sentence of ours; stops an address of a megabyte from burying the answer. */
  valueLength: 400,
  /** Pieces of evidence, other rules or contradictions told in one answer. */
  toldPerAnswer: 5,
} as const;
