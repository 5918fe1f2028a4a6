// Written by `npm run entries`.
export * from './file-events.chokidar.js'
