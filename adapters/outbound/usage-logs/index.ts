// Written by `npm run entries`.
export * from './usage-logs.worker.js'
