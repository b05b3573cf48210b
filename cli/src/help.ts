/** `bounce-lens --help`. */
import { allTexts } from '@bounce-lens/shared/all-texts';

export const helpText = `bounce-lens explains bounced mail. It reads files and what is piped in; it sends nothing anywhere.

  bounce-lens triage [--format table|ndjson|csv|tally] [--all] [--jobs N] [--part N] [--output FILE] [OPTION…] PATH…|-
      What failed, was deferred or is delayed, in mails (.eml, Outlook's .msg), mailboxes
      (mbox, Maildir) and mail logs, packed (.gz) or not: told by content.
      A folder is read with all that is in it; - is what is piped in.
      --all      also deliveries, and files that tell of none (outcome "none")
      --format   table for people (default), ndjson or csv for programs, tally: counts that can be merged
      --part [LOG:]N  with --format tally: the file is part N of a log that was cut at line ends
      --jobs N   so many threads read; what is written is the same
      --output FILE  write there; the file has its name when all is in it, and not before

  bounce-lens merge [--format tally|table] [--settle] [--output FILE] TALLY…|-
      The tallies of many files, or of the parts of a log, from whichever machines, as one: that
      of all the files. --settle: no further part comes; what waits is pending (always in a table)

  bounce-lens explain [--format text|json] [OPTION…] TEXT|-
      What one bounce means, whose move it is, what to do, and what to say to whom.

  bounce-lens story [--format text|json] [OPTION…] QUEUE-ID FILE…|-
      All that logs tell of one message, by its queue id or Message-ID: when it came, from whom,
      to whom, every attempt, how it ended. Rotated logs may be given in any order.

  Options of triage, explain and story:
      --lang TAG      the language of the answers: ${Object.keys(allTexts).join(', ')} (en where it is not given)
      --pack FILE     a team's own rules and texts, in YAML or JSON; may be given more than once
      --profile FILE  what is ours, in YAML or JSON: domains, hosts,
                      networks, timeZone, signature, replyLanguage

  bounce-lens knowledge --format ndjson
      Every reason and rule, a line each.

  bounce-lens --help | --version

Exit status: 0 all was read, 1 something could not be read (named on standard error), 2 wrong usage.
`;
