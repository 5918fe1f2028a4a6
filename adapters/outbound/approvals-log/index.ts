// Written by `npm run entries`.
export * from './approval-history.file.js'
export * from './approval-ledger.file.js'
export * from './ledger-proof.file.js'
