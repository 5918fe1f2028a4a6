import { Network, type StartedNetwork, type StartedTestContainer } from 'testcontainers'
import { eventually } from '../support/eventually.js'
import { HUB_PORT, hubImage, startHub } from '../support/hub-image.js'

/** With a registry, packages are fetched and compiled inside. */
const BUILD_WITHIN_MS = 540_000

interface Answer {
  readonly status: number
  readonly json: unknown
}

describe('the image of the hub', function () {
  this.timeout(60_000)
  let image = ''
  let network: StartedNetwork
  let container: StartedTestContainer
  let token = ''
  const started: Array<{ readonly stop: () => Promise<unknown> }> = []

  before(async function () {
    this.timeout(BUILD_WITHIN_MS)
    image = await hubImage()
    started.push((network = await new Network().start()))
    started.push((container = await startHub(image, network, { HOST: '0.0.0.0' })))
    token = await inside('cat', '/var/lib/penates/operator-token')
  })
  after(async () => {
    for (const one of started.reverse()) await one.stop()
  })

  const inside = async (...words: string[]): Promise<string> => {
    const { exitCode, output } = await container.exec(words)
    if (exitCode !== 0) throw new Error(`${words.join(' ')} ended with ${String(exitCode)}: ${output}`)
    return output.trim()
  }
  const call = async (method: string, path: string, body?: unknown, bearer = token): Promise<Answer> => {
    const url = `http://${container.getHost()}:${String(container.getMappedPort(HUB_PORT))}${path}`
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }

  it('admits callers with the token that it made, and no others', async () => {
    expect(await call('GET', '/api/sessions')).to.deep.equal({ status: 200, json: [] })
    expect((await call('GET', '/api/sessions', undefined, 'x'.repeat(43))).status).to.equal(401)
    expect((await call('GET', '/')).json).to.match(/<!doctype html>/i)
  })

  it('runs sessions on its own tmux, as a user who is not root', async () => {
    const made = await call('POST', '/api/sessions', { name: 'shop', directory: '/home/penates', shell: true })
    expect(made.status).to.equal(201)
    expect(await inside('tmux', 'list-sessions', '-F', '#{session_name}')).to.equal('cc-shop')
    await inside('tmux', 'send-keys', '-t', '=cc-shop:', 'echo "$(id -un)":$(git --version)', 'Enter')
    await eventually(async () => {
      expect(await inside('tmux', 'capture-pane', '-p', '-t', '=cc-shop:')).to.match(/penates:git version/)
    })
    expect((await call('DELETE', '/api/sessions/cc-shop')).status).to.equal(200)
  })

  it('keeps the state in its volume, unreadable for other users', async () => {
    expect(await inside('stat', '-c', '%U %a', '/var/lib/penates', '/var/lib/penates/operator-token')).to.equal(
      'penates 700\npenates 600',
    )
  })

  it('finds nothing wrong with itself', async () => {
    expect(await inside('penates', 'doctor')).to.not.match(/✗/)
  })

  it('can be reached from outside only when it is told to', async () => {
    const quiet = await startHub(image, network, {})
    started.push(quiet)
    const { output } = await quiet.exec(['sh', '-c', 'cut -c 7-20 /proc/net/tcp | grep -i ":0D05"'])
    expect(output.trim()).to.equal('0100007F:0D05')
  })
})
