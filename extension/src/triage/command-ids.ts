/** The commands of the view; no hover may run them. */
export const triageCommandIds = {
  triageFile: 'bounceLens.triageFile',
  triageFolder: 'bounceLens.triageFolder',
  triageOpenFiles: 'bounceLens.triageOpenFiles',
  followLog: 'bounceLens.followLog',
  triageStop: 'bounceLens.triageStop',
  triageRefresh: 'bounceLens.triageRefresh',
  triageClear: 'bounceLens.triageClear',
  triageGroupBy: 'bounceLens.triageGroupBy',
  triageFilterText: 'bounceLens.triageFilterText',
  triageFilterKinds: 'bounceLens.triageFilterKinds',
  triageClearFilter: 'bounceLens.triageClearFilter',
  triageOpen: 'bounceLens.triageOpen',
  triageCopyReply: 'bounceLens.triageCopyReply',
  triageExport: 'bounceLens.triageExport',
  triageReport: 'bounceLens.triageReport',
} as const;
