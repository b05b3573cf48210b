/** Jira Service Management: the request and its comments; in the cloud by test ids, in the data centre edition by ids. */
import type { Adapter } from './adapter.ts';

export const adapter: Adapter = {
  title: 'Jira Service Management',
  sure: 'seen',
  hosts: ['atlassian.net'],
  fingerprint: 'body#jira',
  messages: [
    '[data-testid="issue.views.field.rich-text.description"], [data-testid^="issue-comment-base"], [data-testid="issue.activity.comments-list"]',
    '#descriptionmodule .user-content-block, .activity-comment .action-body',
  ],
  replyBoxes: ['[data-testid="issue.activity.comment"] [contenteditable="true"]', '#ak-editor-textarea', 'textarea#comment'],
  attachments: '[data-testid^="attachments"], #attachmentmodule',
};
