// Written by `npm run entries`.
export * from './operator-token.file.js'
