// `npm run build [server] [web]`: what has changed since the last build, into dist/.
import { ensureBuilt } from './lib/build.mjs'
import { main } from './lib/progress.mjs'

const names = process.argv.slice(2)
await main(() => ensureBuilt(names.length > 0 ? names : undefined))
