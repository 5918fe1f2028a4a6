// Written by `npm run entries`.
export * from './reader.nodegit.js'
export * from './repo-history.nodegit.js'
