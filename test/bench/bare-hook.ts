import { createServer } from 'node:http'

/**
 * The limit for a hook: a separate process in which node reads the body and answers the same, headers included, given as
 * JSON in the first argument, the body in the second.
 */
const [headers = '{}', body = ''] = process.argv.slice(2)
const fixed = JSON.parse(headers) as Record<string, string>

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.writeHead(200, fixed)
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(server.address())
})
