/** The straightforward handler has topics of its own: it must not see Concord's messages, nor Concord its. */
export const naiveTopics = {
  changes: 'naive.dataverse.msdyn_projects.changes',
  writes: 'naive.finance.ProjectsV2.writes',
  outcomes: 'naive.setup-sync.outcomes',
  links: 'naive.links',
} as const;
