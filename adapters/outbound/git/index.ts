// Written by `npm run entries`.
export * from './repo-history.git.js'
