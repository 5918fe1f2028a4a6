// Written by `npm run entries`.
export * from './simulator.mata.js'
