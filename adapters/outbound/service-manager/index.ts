// Written by `npm run entries`.
export * from './service-manager.launchd.js'
export * from './service-manager.systemd.js'
