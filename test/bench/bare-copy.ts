import { createReadStream, createWriteStream } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'

// Cost of a copy through a socket. `send FILE` sends the file to the first client, `take FILE` stores the received bytes.
const [direction = '', file = ''] = process.argv.slice(2)

const server = createServer((socket) => {
  if (direction === 'send') createReadStream(file).pipe(socket)
  else
    socket.pipe(createWriteStream(file)).on('finish', () => {
      socket.end('done')
    })
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
