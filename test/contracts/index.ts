// Written by `npm run entries`.
export * from './session-host.contract.js'
export * from './terminal-host.contract.js'
