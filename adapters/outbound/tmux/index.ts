// Written by `npm run entries`.
export * from './session-host.tmux.js'
