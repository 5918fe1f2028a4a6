import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine } from '../../scripts/lib/engine.mjs'

describe('the engine of the container suite', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-engine-test-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is the one that the person names', async () => {
    expect((await openEngine({ given: 'tcp://engine.example:2375' })).env).to.deep.equal({
      DOCKER_HOST: 'tcp://engine.example:2375',
    })
  })

  it('is one that answers, and that one is left running', async () => {
    const socket = join(folder, 'socket')
    const server = createServer((_, response) => response.end('OK')).listen(socket)
    await new Promise((listening) => server.once('listening', listening))
    const { env, close } = await openEngine({ given: '', places: [join(folder, 'none'), socket] })
    await close()
    expect([env.DOCKER_HOST, server.listening]).to.deep.equal([`unix://${socket}`, true])
    await new Promise((closed) => server.close(closed))
  })

  it('is said to be missing where none answers and none may be started', async () => {
    const { missing } = await openEngine({ given: '', places: [join(folder, 'none')], mayStart: false })
    expect(missing).to.match(/^no container engine answers, and /)
  })
})
