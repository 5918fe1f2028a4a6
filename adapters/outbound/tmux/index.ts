// Written by `npm run entries`.
export * from './session-host.tmux.js'
export * from './terminal-host.tmux.js'
