import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The smallest proxy of `node:http`: a separate process that passes every request to the port that its parent sends. */
process.once('message', (port: number) => {
  const agent = new Agent({ keepAlive: true })
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const passed = request({ host: '127.0.0.1', port, method, path: url, headers, agent }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
    })
    asked.pipe(passed)
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.((server.address() as AddressInfo).port)
  })
})
