// Written by `npm run entries`.
export * from './command-runner.contract.js'
export * from './session-host.contract.js'
export * from './session-record.contract.js'
export * from './session-tokens.contract.js'
export * from './settings-store.contract.js'
export * from './terminal-host.contract.js'
