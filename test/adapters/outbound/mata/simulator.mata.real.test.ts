import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mataSimulator } from '../../../../adapters/outbound/mata/simulator.mata.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import type { SessionImage } from '../../../../domain/files/session-image.js'
import { describeSimulator } from '../../../contracts/simulator.contract.js'

/** Stands in for Mata: its program tells a control port to open and close what the viewer serves. */
const PROGRAM = (control: number): string => `#!${process.execPath}
require('node:http')
  .get({ port: ${String(control)}, path: '/' + process.argv[2] }, (answer) => {
    answer.pipe(process.stdout)
    answer.on('end', () => process.exit(answer.statusCode === 200 ? 0 : 1))
  })
`

const listening = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => {
      resolve()
    })
  })

describeSimulator('Mata', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const program = join(folder, 'mata')
  let shown: SessionImage | null = null
  let isBroken = false
  const viewer = createServer(({ url }, answer) => {
    if (url !== '/session/capture' || shown === null) answer.writeHead(shown === null ? 503 : 404).end()
    else answer.writeHead(200, { 'Content-Type': shown.kind === 'png' ? 'image/png' : 'image/jpeg' }).end(shown.bytes)
  })
  const port = await listening(viewer)
  await closed(viewer)
  const control = createServer(({ url }, answer) => {
    const act = async (): Promise<string> => {
      if (url === '/status') return viewer.listening ? 'mata 1.1.10 is running (pid 1)' : 'mata is not running'
      if (viewer.listening) await closed(viewer)
      if (url !== '/stop') await listening(viewer, port)
      return 'done'
    }
    if (isBroken) answer.writeHead(500).end('no')
    else void act().then((said) => answer.end(said))
  })
  const controlPort = await listening(control)
  return {
    simulator: mataSimulator({ runner: processCommandRunner(() => ({})), program, port }),
    install: async () => {
      await writeFile(program, PROGRAM(controlPort))
      await chmod(program, 0o700)
    },
    shows: (frame) => {
      shown = frame
      return Promise.resolve()
    },
    breakDown: () => {
      isBroken = true
      return Promise.resolve()
    },
    close: async () => {
      if (viewer.listening) await closed(viewer)
      await closed(control)
      await rm(folder, { recursive: true })
    },
  }
})
