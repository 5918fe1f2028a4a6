// Written by `npm run entries`.
export * from './directory-source.transcripts.js'
