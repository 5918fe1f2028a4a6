// Written by `npm run entries`.
export * from './terminal-host.pty.js'
