// Written by `npm run entries`.
export * from './folders.fs.js'
