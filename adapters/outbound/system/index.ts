// Written by `npm run entries`.
export * from './clock.system.js'
export * from './folder-browser.fs.js'
export * from './folders.fs.js'
export * from './port-probe.net.js'
export * from './project-folders.fs.js'
export * from './session-scope.fs.js'
