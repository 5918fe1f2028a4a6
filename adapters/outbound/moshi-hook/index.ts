// Written by `npm run entries`.
export * from './directory-source.moshi-hook.js'
export * from './limit-source.moshi-hook.js'
