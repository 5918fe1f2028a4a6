// Written by `npm run entries`.
export * from './clock.memory.js'
export * from './operator-token.memory.js'
export * from './session-host.memory.js'
export * from './session-record.memory.js'
export * from './session-tokens.memory.js'
export * from './settings-store.memory.js'
export * from './terminal-host.memory.js'
