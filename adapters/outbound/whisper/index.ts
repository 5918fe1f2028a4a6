// Written by `npm run entries`.
export * from './transcriber.whisper.js'
