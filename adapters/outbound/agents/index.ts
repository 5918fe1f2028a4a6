// Written by `npm run entries`.
export * from './agents.js'
