import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace } from '../support/hub-process.js'

const execute = promisify(execFile)
const TIMEOUT_MS = 60_000
/** Port of the example of a server. */
const README_PORT = '8080'

/** Code blocks of README in JavaScript, by the entry point that they import last. */
async function examples(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile('README.md', 'utf8')
  const blocks = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code)
  return new Map(blocks.map((code) => [[...code.matchAll(/from '(.*?)'/g)].at(-1)?.[1] ?? '', code]))
}

describe('the examples of README', function () {
  this.timeout(TIMEOUT_MS)
  let place: HubPlace
  let folder: string

  beforeEach(async () => {
    place = await hubPlace()
    await mkdir('.cache', { recursive: true })
    folder = await mkdtemp(join('.cache', 'readme-')) // inside the package, so that its own name resolves
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
    await place.close()
  })

  /** Writes the example of an entry point with another port and returns the file and the environment for its process. */
  async function exampleOf(entry: string, port = 0) {
    const code = (await examples()).get(entry)
    if (code === undefined) throw new Error(`README has no example for ${entry}`)
    const file = join(folder, 'example.mjs')
    await writeFile(file, code.replaceAll(README_PORT, String(port)))
    const { TMUX: _, ...inherited } = process.env
    return { file, env: { ...inherited, HOME: place.home, TMUX_TMPDIR: place.home } }
  }

  async function run(entry: string, program: string, variables: Record<string, string> = {}): Promise<string> {
    const { file, env } = await exampleOf(entry)
    const argv = [...program.split(' ').filter(Boolean), file]
    return (await execute(process.execPath, argv, { env: { ...env, ...variables } })).stdout
  }

  it('runs one of each kind', async () => {
    expect([...(await examples()).keys()]).to.deep.equal([
      'penates/client',
      'penates/server',
      'penates/testing/contracts',
    ])
  })

  it('lists the sessions of a hub by the client', async () => {
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'demo', directory: place.home, command: 'sleep 60' })
    const printed = await run('penates/client', '', { HUB_URL: hub.url, HUB_TOKEN: hub.token })
    expect(printed).to.equal('cc-demo running\n')
  })

  it('runs the hub below a path of another server, and ends with it', async () => {
    const port = await freePort()
    const { file, env } = await exampleOf('penates/server', port)
    const server = spawn(process.execPath, [file], { env, stdio: ['ignore', 'inherit', 'inherit'] })
    const exited = once(server, 'exit')
    try {
      const status = async (path: string): Promise<number> =>
        (await fetch(`http://127.0.0.1:${String(port)}${path}`)).status
      await eventually(async () => void expect(await status('/penates/healthz')).to.equal(200))
      expect(await status('/penates/api/sessions')).to.equal(401)
    } finally {
      server.kill('SIGTERM')
    }
    expect(await exited).to.deep.equal([0, null])
  })

  it('holds an adapter to a contract', async () => {
    const mocha = 'node_modules/mocha/bin/mocha.js --no-config'
    expect(await run('penates/testing/contracts', mocha)).to.match(/SessionTokens on my own store[^]*passing/)
  })
})
