// A hub below the path /penates of a Koa server.
import Koa from 'koa'
import { createHub } from 'penates/server'
import { fakeTools } from 'penates/testing'

const tools = fakeTools()
const hub = createHub(tools, { basePath: '/penates' })
await hub.start()
await hub.features.sessions.create({ name: 'demo', directory: '/work/shop', command: 'claude' })()

const app = new Koa()
app.use((ctx) => {
  if (!ctx.path.startsWith('/penates')) {
    ctx.body = 'The app of the embedding program.\n'
    return
  }
  ctx.respond = false
  hub.handler(ctx.req, ctx.res)
})
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`HUB_URL=http://127.0.0.1:${server.address().port}/penates HUB_TOKEN=${tools.controls.operatorToken}`)
})
server.on('upgrade', hub.upgrade)
process.once('SIGTERM', async () => {
  server.close()
  server.closeAllConnections()
  await hub.stop()
})
