const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Texts of obstacles to a finish, and of the actions that remove them. */
export const obstaclesEn = {
  obstacles: {
    'dirty-tree': { what: 'The project’s checkout has changes.', todo: 'Commit or discard them there, or stash them.' },
    'no-base': { what: 'The base branch is missing here.', todo: 'Make it: git fetch, then git branch <base>.' },
    'no-remote': { what: 'There is no remote “origin”.', todo: 'Add one, or finish without pushing.' },
    'worktree-dirty': {
      what: 'The card’s worktree has uncommitted work.',
      todo: 'Commit it, stash it, or have the agent commit it.',
    },
    'base-behind': { what: 'The remote’s base is ahead of yours.', todo: 'Update yours: it only moves forward.' },
    'base-diverged': { what: 'Your base and the remote’s went apart.', todo: 'Rebase or merge them in the project.' },
    'remote-silent': { what: 'The remote does not answer.', todo: 'Check the network, or finish without pushing.' },
    'no-branch': { what: 'The card’s branch is gone.', todo: 'Restore the branch, or move the card back.' },
    conflict: { what: 'The branch does not merge cleanly.', todo: 'Have the agent merge the base into it. Files:' },
    'preflight-error': { what: 'git could not try the merge.', todo: 'See the detail below.' },
    'no-changelog-section': {
      what: 'The change log cannot take the entry.',
      todo: 'Give CHANGELOG.md a heading “## In Development: v…”.',
    },
    'worktree-detached': { what: 'The worktree is not on the card’s branch.', todo: 'Check the branch out there.' },
    'worktree-busy': { what: 'A merge or rebase is under way in the worktree.', todo: 'End or abort it there.' },
    'index-locked': { what: 'Another git is at work.', todo: 'Wait for it, or remove a stale index.lock.' },
    'branch-is-base': {
      what: 'The card’s branch is the base itself.',
      todo: 'There is nothing to merge: move it to done.',
    },
    'taken-back': {
      what: 'The base has a commit that takes this branch back: to git it is merged already.',
      todo: 'Have the agent make the commits anew with the command below.',
    },
    'finish-pending': {
      what: 'An earlier finish waits for its remote.',
      todo: 'It is tried again every minute; check the remote.',
    },
    'push-failed': { what: 'The remote did not take the push.', todo: 'See its answer below, then finish again.' },
    'base-moved': { what: 'The base branch has moved meanwhile.', todo: 'Check again, then finish.' },
    interrupted: { what: 'A restart of the hub cut the finish short.', todo: 'Check again, then finish.' },
    'check-failed': { what: 'The project’s own check failed.', todo: 'Have the agent mend it; its output is below.' },
  },
  stashOpen: 'Stash',
  stashed: (title: string): string => `Changes around “${title}” are stashed.`,
  couldNotStash: (title: string): string => `The changes around “${title}” were not stashed`,
  stashCount: (count: number): string => `${many(count, 'stash', 'stashes')} in this repository`,
  applyStash: 'Apply',
  applyStashNamed: (name: string): string => `Apply “${name}”`,
  stashApplied: (name: string): string => `Applied “${name}”.`,
  couldNotApplyStash: (name: string): string => `“${name}” was not applied and stays stashed`,
  commitOpen: 'Commit',
  commitMessageOf: 'Commit message',
  openCommitted: (message: string): string => `Committed “${message}”.`,
  couldNotCommitOpen: (title: string): string => `The worktree of “${title}” was not committed`,
  updateBase: 'Fetch and update',
  baseUpdated: 'The base is up to date with the remote.',
  couldNotUpdateBase: (title: string): string => `The base of “${title}” was not updated`,
}
