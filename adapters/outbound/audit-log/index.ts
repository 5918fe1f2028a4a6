// Written by `npm run entries`.
export * from './audit-log.file.js'
