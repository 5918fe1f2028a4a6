// Written by `npm run entries`.
export * from './state-archive.file.js'
