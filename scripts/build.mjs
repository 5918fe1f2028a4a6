// `npm run build [server] [program] [library] [web]`: what has changed since the last build, into dist/.
import { ensureBuilt, TO_PACK } from './lib/build.mjs'
import { main } from './lib/progress.mjs'

const names = process.argv.slice(2)
await main(() => ensureBuilt(names.length > 0 ? names : TO_PACK))
