// Written by `npm run entries`.
export * from './project-files.fs.js'
