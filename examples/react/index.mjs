// Serves the page and a hub at one origin: the hub answers pages of no other.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { createHub } from 'penates/server'
import { fakeTools } from 'penates/testing'

const options = { entryPoints: ['index.jsx'], bundle: true, jsx: 'automatic', write: false }
const [script] = (await build(options)).outputFiles
const page = await readFile('index.html')

const tools = fakeTools()
const hub = createHub(tools, { basePath: '/penates' })
await hub.start()
await hub.features.sessions.create({ name: 'demo', directory: '/work/shop', command: 'claude' })()

const server = createServer((request, response) => {
  if (request.url.startsWith('/penates')) hub.handler(request, response)
  else if (request.url === '/page.js') response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script.text)
  else response.writeHead(200, { 'Content-Type': 'text/html' }).end(page)
})
server.on('upgrade', hub.upgrade).listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`
  console.log(`HUB_URL=${origin}/penates HUB_TOKEN=${tools.controls.operatorToken}`)
  console.log(`Open ${origin}/#${encodeURIComponent(`${origin}/penates,${tools.controls.operatorToken}`)}`)
})
process.once('SIGTERM', async () => {
  server.close()
  server.closeAllConnections()
  await hub.stop()
})
