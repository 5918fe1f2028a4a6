// Written by `npm run entries`.
export * from './command-runner.measured.js'
export * from './measured.js'
export * from './push-sender.measured.js'
export * from './session-host.measured.js'
export * from './terminal-host.measured.js'
