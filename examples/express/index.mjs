// A hub below the path /penates of an Express server.
import express from 'express'
import { createHub } from 'penates/server'
import { fakeTools } from 'penates/testing'

const tools = fakeTools()
const hub = createHub(tools, { basePath: '/penates' })
await hub.start()
await hub.features.sessions.create({ name: 'demo', directory: '/work/shop', command: 'claude' })()

const app = express()
app.use('/penates', hub.handler) // before parsers of bodies: the hub reads its own
app.get('/', (_request, response) => response.send('The app of the embedding program.\n'))
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`HUB_URL=http://127.0.0.1:${server.address().port}/penates HUB_TOKEN=${tools.controls.operatorToken}`)
})
server.on('upgrade', hub.upgrade)
process.once('SIGTERM', async () => {
  server.close()
  server.closeAllConnections()
  await hub.stop()
})
