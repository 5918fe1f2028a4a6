import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cliEnvironment, PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

/** A slow machine takes its time to fill a megabyte. */
const ENDS_WITHIN_MS = 40_000

describe('penates sessions record', function () {
  this.timeout(90_000)
  let place: HubPlace
  let hub: HubProcess
  beforeEach(async () => {
    place = await hubPlace()
    hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
  })
  afterEach(() => place.close())

  function record(...words: ReadonlyArray<string>) {
    let said = ''
    let code: number | null = null
    const child = spawn(process.execPath, [PROGRAM, 'sessions', 'record', ...words], {
      cwd: place.home,
      env: cliEnvironment(place),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => void (said += data.toString()))
    child.on('close', (exit) => void (code = exit))
    const ends = async (): Promise<number | null> => {
      await eventually(() => {
        expect(code).to.not.equal(null)
      }, ENDS_WITHIN_MS)
      return code
    }
    return { child, ends, said: () => said }
  }
  const type = (text: string): Promise<unknown> => place.tmux.run('send-keys', '-t', 'cc-shop', text, 'Enter')
  const recorded = async (file: string): Promise<string> => {
    const [header, ...events] = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(JSON.parse(header ?? '')).to.deep.include({
      ...{ version: 3, title: 'cc-shop', term: { cols: 120, rows: 40, type: 'xterm-256color' } },
    })
    return events.map((line) => (JSON.parse(line) as [number, string, string])[2]).join('')
  }

  it('writes what the session prints, without secrets, until the session ends, and never over a file', async () => {
    const file = join(place.home, 'shop.cast')
    const { ends, said } = record('cc-shop', 'shop.cast')
    await eventually(async () => {
      await recorded(file)
    })
    await type('printf "%s%s=%s\\n" pass word hunter22')
    await eventually(async () => {
      expect(await recorded(file)).to.contain('password=********')
    })
    const second = record('cc-shop', 'shop.cast')
    expect(await second.ends()).to.equal(6)
    expect(second.said()).to.contain('shop.cast exists')
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
    await hub.call('DELETE', '/api/sessions/cc-shop')
    expect(await ends()).to.equal(0)
    expect(said()).to.contain('Recorded cc-shop in shop.cast.')
    expect(await recorded(file)).to.not.contain('password=hunter22')
  })

  it('ends with a signal and at its largest size, and leaves no file for a session that does not run', async () => {
    const stopped = record('cc-shop', 'stopped.cast')
    await eventually(async () => {
      await recorded(join(place.home, 'stopped.cast'))
    })
    stopped.child.kill('SIGINT')
    expect(await stopped.ends()).to.equal(0)

    const full = record('cc-shop', 'full.cast', '--max-mb', '1')
    await eventually(async () => {
      await recorded(join(place.home, 'full.cast'))
    })
    await type('yes "$(head -c 2000 /dev/zero | tr \\\\0 x)"')
    expect(await full.ends()).to.equal(0)
    expect(full.said()).to.contain('full.cast has reached its largest size.')
    expect((await stat(join(place.home, 'full.cast'))).size).to.be.at.most(1_000_000)
    await recorded(join(place.home, 'full.cast'))

    const none = record('cc-none', 'none.cast')
    expect(await none.ends()).to.equal(5)
    await stat(join(place.home, 'none.cast')).then(
      () => expect.fail('there is a file'),
      () => undefined,
    )
  })
})
