// Written by `npm run entries`.
export * from './push-sender.web-push.js'
