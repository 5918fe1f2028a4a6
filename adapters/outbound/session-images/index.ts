// Written by `npm run entries`.
export * from './session-images.fs.js'
