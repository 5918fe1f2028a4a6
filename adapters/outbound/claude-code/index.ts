// Written by `npm run entries`.
export * from './agent-settings.account.js'
export * from './agent-settings.fs.js'
export * from './answer-signer.file.js'
export * from './hook-scripts.fs.js'
export * from './managed-settings.fs.js'
export * from './project-agent-settings.fs.js'
