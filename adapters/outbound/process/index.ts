// Written by `npm run entries`.
export * from './command-runner.account.js'
export * from './command-runner.process.js'
