// Written by `npm run entries`.
export * from './directory-source.transcripts.js'
export * from './tool-results.transcripts.js'
export * from './transcript-context.transcripts.js'
