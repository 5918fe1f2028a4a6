// Written by `npm run entries`.
export * from './command-runner.contract.js'
export * from './session-host.contract.js'
export * from './terminal-host.contract.js'
