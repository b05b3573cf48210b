const marker = new RegExp(
  `(?:^|[\\r\\n])[ \\t>|]{0,8}(?:${[
    '[-*=|_]{2,60}[ \\t]{0,4}(?:this is a copy|original message|below this line|returned (?:message|mail)|unsent message|the (?:header|body|following (?:is|message))|start of (?:returned|unsent)|copy of|message (?:header|text)|forwarded|enclosed|undelivered|your (?:original )?message)',
    'original message (?:headers?|follows?|text)',
    '(?:the )?(?:following is a copy|text of your message|first \\d{1,4} lines of|(?:original )?(?:mail|message) (?:as )?follows)',
    'your message follows',
    'original mail as follows',
    '(?:return-path|received): {0,4}(?:<|from |by |\\()',
  ].join('|')})`,
  'i',
);

/** Where the returned message begins in a bounce's text, by the lines that writers set before it; the text's length where it does not. */
export function returnedAt(text: string): number {
  return marker.exec(text)?.index ?? text.length;
}
