// Written by `npm run entries`.
export * from './git-repository.git.js'
export * from './ignore-rules.git.js'
export * from './repo-history.git.js'
export * from './repo-watch.git.js'
export * from './worktrees.git.js'
