// Written by `npm run entries`.
export * from './approval-rules.json-store.js'
export * from './approval-store.json-store.js'
export * from './json-store.js'
export * from './push-subscriptions.json-store.js'
export * from './session-record.json-store.js'
export * from './session-tokens.json-store.js'
export * from './settings-store.json-store.js'
export * from './vapid-keys.json-store.js'
