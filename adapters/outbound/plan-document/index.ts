// Written by `npm run entries`.
export * from './plan-document.fs.js'
