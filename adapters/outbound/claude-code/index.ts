// Written by `npm run entries`.
export * from './agent-settings.fs.js'
export * from './hook-scripts.fs.js'
