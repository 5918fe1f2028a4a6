import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { hubPlace, type HubPlace } from '../support/hub-process.js'

const execute = promisify(execFile)
const TIMEOUT_MS = 60_000

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

  async function run(entry: string, program: string, env: Record<string, string> = {}): Promise<string> {
    const code = (await examples()).get(entry)
    if (code === undefined) throw new Error(`README has no example for ${entry}`)
    const file = join(folder, 'example.mjs')
    await writeFile(file, code)
    const { TMUX: _, ...inherited } = process.env
    const inPlace = { ...inherited, HOME: place.home, TMUX_TMPDIR: place.home, ...env }
    return (await execute(process.execPath, [...program.split(' ').filter(Boolean), file], { env: inPlace })).stdout
  }

  it('runs one of each kind', async () => {
    expect([...(await examples()).keys()]).to.deep.equal([
      'penates/client',
      'penates/adapters/tmux',
      'penates/testing/contracts',
    ])
  })

  it('lists the sessions of a hub by the client', async () => {
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'demo', directory: place.home, command: 'sleep 60' })
    const printed = await run('penates/client', '', { HUB_URL: hub.url, HUB_TOKEN: hub.token })
    expect(printed).to.equal('cc-demo running\n')
  })

  it('starts and lists a session on tmux by the library', async () => {
    expect(await run('penates/adapters/tmux', '')).to.match(/_tag: 'Right'[^]*name: 'demo'/)
  })

  it('holds an adapter to a contract', async () => {
    const mocha = 'node_modules/mocha/bin/mocha.js --no-config'
    expect(await run('penates/testing/contracts', mocha)).to.match(/SessionTokens on my own store[^]*passing/)
  })
})
