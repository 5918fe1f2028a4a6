// Written by `npm run entries`.
export * from './limit-history.file.js'
