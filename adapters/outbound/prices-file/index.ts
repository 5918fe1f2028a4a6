// Written by `npm run entries`.
export * from './own-prices.file.js'
