// Written by `npm run entries`.
export * from './terminal-host.contract.js'
