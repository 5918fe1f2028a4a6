// Written by `npm run entries`.
export * from './file-events.fs-watch.js'
