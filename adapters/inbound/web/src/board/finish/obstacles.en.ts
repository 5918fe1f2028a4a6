const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Texts of obstacles to a finish, and of the actions that remove them. */
export const obstaclesEn = {
  obstacles: {
    'dirty-tree': { what: 'The project’s checkout has uncommitted changes.', todo: 'Commit, discard or stash them.' },
    'no-base': { what: 'The base branch is missing here.', todo: 'Create it: git fetch, then git branch <base>.' },
    'no-remote': { what: 'There is no remote “origin”.', todo: 'Add one, or finish without pushing.' },
    'worktree-dirty': {
      what: 'The card’s worktree has uncommitted work.',
      todo: 'Commit it, stash it, or have the agent commit it.',
    },
    'base-behind': { what: 'The remote base is ahead of yours.', todo: 'Update yours by fast-forward.' },
    'base-diverged': {
      what: 'Your base and the remote base have diverged.',
      todo: 'Rebase or merge them in the project.',
    },
    'remote-silent': { what: 'The remote does not answer.', todo: 'Check the network, or finish without pushing.' },
    'no-branch': { what: 'The card’s branch is gone.', todo: 'Restore the branch, or move the card back.' },
    conflict: { what: 'The branch has merge conflicts.', todo: 'Have the agent merge the base into it. Files:' },
    'preflight-error': { what: 'Git could not try the merge.', todo: 'See the details below.' },
    'no-changelog-section': {
      what: 'The changelog entry cannot be added.',
      todo: 'Add a heading “## In Development: v…” to CHANGELOG.md.',
    },
    'worktree-detached': { what: 'The worktree is not on the card’s branch.', todo: 'Check out the branch there.' },
    'worktree-busy': { what: 'A merge or rebase is in progress in the worktree.', todo: 'Complete or abort it there.' },
    'index-locked': {
      what: 'Another Git process is running.',
      todo: 'Wait for it to finish, or remove a stale index.lock.',
    },
    'branch-is-base': {
      what: 'The card’s branch is the base itself.',
      todo: 'There is nothing to merge. Move the card to done.',
    },
    'taken-back': {
      what: 'The base has a commit that reverts this branch. For Git it is already merged.',
      todo: 'Have the agent recreate the commits with the command below.',
    },
    'finish-pending': {
      what: 'An earlier finish is waiting for its remote.',
      todo: 'It is retried every minute. Check the remote.',
    },
    'push-failed': { what: 'The remote rejected the push.', todo: 'See its response below, then finish again.' },
    'base-moved': { what: 'The base branch has moved.', todo: 'Check again, then finish.' },
    interrupted: { what: 'A restart of the hub interrupted the finish.', todo: 'Check again, then finish.' },
    'check-failed': { what: 'The project’s own check failed.', todo: 'Have the agent fix it. The output is below.' },
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
