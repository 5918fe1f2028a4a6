// Written by `npm run entries`.
export * from './hub-installation.git.js'
export * from './release-feed.http.js'
