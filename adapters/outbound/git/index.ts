// Written by `npm run entries`.
export * from './repo-history.git.js'
export * from './repo-watch.git.js'
