// Written by `npm run entries`.
export * from './directory-source.moshi-hook.js'
