// Written by `npm run entries`.
export * from './access-tokens.cloudflare-access.js'
