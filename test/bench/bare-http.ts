import { createServer } from 'node:http'
import type { FixedAnswer } from './fixed-answer.js'

/** The limit for an answer over HTTP: a separate process that always sends the same head and body, told by its parent. */
process.once('message', ({ headers, body }: Pick<FixedAnswer, 'headers' | 'body'>) => {
  const bytes = Buffer.from(body)
  const server = createServer((_, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.(server.address())
  })
})
