import { once } from 'node:events'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { terminalClient } from '../support/terminal-client.js'

const INVALID = 'Invalid session name: only letters, digits, dash, dot, underscore, spaces; 1-64 chars'

/** Requested name and resulting full name; `null` is refused. */
const ASKED: ReadonlyArray<readonly [name: unknown, full: string | null]> = [
  ['node', 'cc-node'],
  ['cc-shop', 'cc-shop'],
  ['v1.2', 'cc-v1_2'],
  ['a b', 'cc-a b'],
  ['-x', 'cc--x'],
  ['x'.repeat(61), `cc-${'x'.repeat(61)}`], // 64 with the prefix
  ['x'.repeat(62), null],
  ['x'.repeat(64), null],
  ['x'.repeat(65), null],
  ['', null],
  ['cc-', null],
  ['a:b', null],
  ['=node', null],
  ['$0', null],
  ['@0', null],
  ['%0', null],
  ['no*', null],
  ['{start}', null],
  ['🚀', null],
  ['größe', null],
  ['a/b', null],
  ['../etc', null],
  ['a\nb', null],
  ['a\0b', null],
  ['#(touch forged)', null],
  [null, null],
  [5, null],
]

/** Names that only people can give, with tmux itself. */
const FOREIGN = ['$0', '$999', '=cc-node', 'größe', '🚀 ship', 'a%b', 'a/b', '*', '{start}', 'z'.repeat(65)]

/** Each is, for tmux, another way to say `cc-node`, or some session at least. */
const NEARLY = [
  'cc-no',
  'cc-n*',
  'cc-[n]ode',
  '=cc-nod',
  'cc-node:',
  'cc-node:0.0',
  '@0',
  '%0',
  '!',
  '{last}',
  'CC-NODE',
]

interface Listed {
  readonly name: string
  readonly status: string
}

describe('the names of sessions, on the real program', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  beforeEach(async () => {
    place = await hubPlace()
    hub = await place.start()
  })
  afterEach(() => place.close())

  const create = (name: unknown, directory = place.home) =>
    hub.call('POST', '/api/sessions', { name, directory, shell: true })
  const list = async (): Promise<ReadonlyArray<Listed>> =>
    (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
  const at = (name: string, rest: string): string => `/api/sessions/${encodeURIComponent(name)}${rest}`
  const screenStatus = async (name: string): Promise<number> => (await hub.call('GET', at(name, '/screen'))).status
  const terminal = (name: string) => terminalClient(hub.socket(`/api/terminal/${encodeURIComponent(name)}`))

  it('are taken, turned into what tmux keeps, or refused; and each leads to its own session', async () => {
    const answers = await Promise.all(ASKED.map(([name]) => create(name)))
    expect(answers.map(({ status, body }) => [status, body])).to.deep.equal(
      ASKED.map(([, full], index) => [
        full === null ? 400 : 201,
        full === null
          ? { error: INVALID, code: 'InvalidSessionName' }
          : { ...(answers[index]?.body as object), name: full },
      ]),
    )
    const names = ASKED.flatMap(([, full]) => (full === null ? [] : [full]))
    expect((await list()).map(({ name }) => name)).to.have.members(names)
    for (const name of names) {
      const [client, status] = await Promise.all([terminal(name), screenStatus(name)])
      client.type(`echo "<$PENATES_SESSION>"\r`)
      await client.shows(`<${name}>`)
      client.close()
      expect(status).to.equal(200)
    }
    expect((await create('cc-v1.2')).status).to.equal(409)
  })

  it('that other programs gave are shown and opened as they are', async () => {
    await create('node')
    for (const name of FOREIGN) await place.tmux.run('new-session', '-d', '-s', name, 'printf "in %s" here; exec cat')
    await eventually(async () => {
      expect((await list()).map(({ name, status }) => [name, status])).to.have.deep.members([
        ['cc-node', 'running'],
        ...FOREIGN.map((name) => [name, 'foreign']),
      ])
    })
    for (const name of FOREIGN) {
      const client = await terminal(name)
      await client.shows('in here')
      client.close()
      expect([name, await screenStatus(name)]).to.deep.equal([name, 400])
    }
  })

  it('lead nowhere when they are nearly those of a session', async () => {
    await create('node')
    for (const name of NEARLY) {
      const socket = hub.socket(`/api/terminal/${encodeURIComponent(name)}`)
      const texts: string[] = []
      socket.on('message', (raw: Buffer) => texts.push(raw.toString()))
      const [code] = (await once(socket, 'close')) as [number]
      const error = JSON.stringify({ type: 'error', message: `Session "${name}" not found` })
      expect([name, code, texts]).to.deep.equal([name, 4004, [error]])
      const expected = /^[\w\- ]+$/.test(name) ? 404 : 400
      expect([name, await screenStatus(name)]).to.deep.equal([name, expected])
      expect([name, (await hub.call('PATCH', at(name, ''), { newName: 'taken' })).status]).to.deep.equal([
        name,
        expected,
      ])
      expect([name, (await hub.call('DELETE', at(name, ''))).status]).to.deep.equal([name, expected])
    }
    expect(await list()).to.have.length(1)
    expect((await list())[0]).to.include({ name: 'cc-node', status: 'running' })
  })

  it('come with a folder: it is entered as it is called, or the session does not start', async () => {
    const strange = join(place.home, '#(touch forged) $HOME größe\n:')
    const [file, loop] = [join(place.home, 'file'), join(place.home, 'loop')]
    await mkdir(strange)
    await writeFile(file, '')
    await symlink('loop', loop)
    const refusals = [
      [join(place.home, 'none'), 'directory-not-found'],
      [file, 'not-a-directory'],
      [loop, 'not-readable'], // as is what the person may not enter; the superuser may enter all else
      ['shop', 'not-absolute'],
      ['~somebody', 'not-absolute'],
    ] as const
    const refused = await Promise.all(refusals.map(([directory]) => create('a', directory)))
    expect(refused.map(({ status, body }) => [status, body])).to.deep.equal(
      refusals.map(([directory, error]) => [400, { error, code: 'UnusableDirectory', directory }]),
    )
    expect((await create('a', 5 as unknown as string)).body).to.deep.equal({
      error: 'Invalid body',
      code: 'InvalidInput',
      at: ['directory'],
    })
    expect(await list()).to.deep.equal([])

    // A person may start a session anywhere, also outside home and every root that is offered.
    const started = await Promise.all([create('a', strange), create('b', '~'), create('c', tmpdir())])
    expect(started.map(({ status, body }) => [status, (body as { path: string }).path])).to.deep.equal([
      [201, strange],
      [201, place.home],
      [201, tmpdir()],
    ])
    const { body } = await hub.call('GET', '/api/sessions')
    expect((body as { path: string }[]).map(({ path }) => path)).to.have.members([strange, place.home, tmpdir()])
  })
})
