// A hub below the path /penates of a Fastify server.
import fastify from 'fastify'
import { createHub } from 'penates/server'
import { fakeTools } from 'penates/testing'

const tools = fakeTools()
const hub = createHub(tools, { basePath: '/penates' })
await hub.start()
await hub.features.sessions.create({ name: 'demo', directory: '/work/shop', command: 'claude' })()

const app = fastify({ forceCloseConnections: true })
app.get('/', () => 'The app of the embedding program.\n')
await app.register(async (scope) => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _body, done) => done(null)) // the hub reads its own bodies
  scope.all('/penates/*', (request, reply) => {
    reply.hijack()
    hub.handler(request.raw, reply.raw)
  })
})
app.server.on('upgrade', hub.upgrade)
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`HUB_URL=http://127.0.0.1:${app.server.address().port}/penates HUB_TOKEN=${tools.controls.operatorToken}`)
process.once('SIGTERM', async () => {
  await app.close()
  await hub.stop()
})
