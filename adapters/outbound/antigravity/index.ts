// Written by `npm run entries`.
export * from './limit-source.antigravity.js'
