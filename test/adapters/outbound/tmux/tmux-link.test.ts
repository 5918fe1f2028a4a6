import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { tmuxLink } from '../../../../adapters/outbound/tmux/tmux-link.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { eventually } from '../../../support/eventually.js'
import { EMPTY_SNAPSHOT } from '../../../../adapters/outbound/tmux/snapshot.js'
import { sessionIdentities } from '../../../../adapters/outbound/tmux/session-identities.js'

const NO_SERVER = {
  controlArgv: ['/nowhere/tmux'],
  environment: {},
  isListening: () => Promise.resolve(false),
  socketIdentity: () => Promise.resolve(null),
  clock: memoryClock(),
  identities: sessionIdentities(),
  onScreen: () => undefined,
} as const

describe('tmuxLink', () => {
  it('tells of nothing that it finds out after it was closed', async () => {
    let answer = (_isListening: boolean): void => undefined
    let snapshots = 0
    const link = tmuxLink({
      ...NO_SERVER,
      isListening: () => new Promise((resolve) => (answer = resolve)),
      onSnapshot: () => (snapshots += 1),
    })
    const first = link.refresh()
    answer(false)
    await first
    const second = link.refresh()
    link.close()
    answer(false)
    await second
    expect(snapshots).to.equal(1)
  })

  it('reads no session where no server runs', async () => {
    const link = tmuxLink({ ...NO_SERVER, onSnapshot: () => undefined })
    expect(await link.readSession('$1')).to.deep.equal(E.right(EMPTY_SNAPSHOT))
    link.close()
  })

  it('attaches again only 300 ms after its connection was lost, when what came with the loss is over', async () => {
    const clock = memoryClock()
    let [looks, attaches] = [0, 0]
    const link = tmuxLink({
      ...NO_SERVER,
      controlArgv: ['/bin/sh', '-c', "printf '%%begin 1 1 0\\n%%end 1 1 0\\n'"],
      clock,
      isListening: () => Promise.resolve((looks += 1) > 0),
      socketIdentity: () => Promise.resolve(String((attaches += 1))),
      onSnapshot: () => undefined,
    })
    await link.connection()
    await eventually(() => void expect(looks).to.equal(2))
    clock.advance(299)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(attaches).to.equal(1)
    clock.advance(1)
    await eventually(() => void expect(attaches).to.equal(2))
    link.close()
  })

  describe('while its control client is on its way in', () => {
    let folder: string
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'penates-link-'))
    })
    afterEach(() => rm(folder, { recursive: true }))

    /** A control client that is let in once the file `let-in` is there. */
    const open = () => {
      const script = [
        `env > '${folder}/environment.part' && mv '${folder}/environment.part' '${folder}/environment'`,
        `until [ -e '${folder}/let-in' ]; do sleep 0.01; done`,
        "printf '%%begin 1 1 0\\n%%end 1 1 0\\n'",
        'while read -r line; do :; done',
      ].join('\n')
      return tmuxLink({
        controlArgv: ['/bin/sh', '-c', script],
        environment: { PATH: process.env['PATH'] ?? '', HOME: folder, SOMETHING_ELSE: 'x' },
        isListening: () => Promise.resolve(true),
        socketIdentity: () => Promise.resolve('one'),
        clock: systemClock,
        onSnapshot: () => undefined,
        onScreen: () => undefined,
        identities: sessionIdentities(),
      })
    }

    it('puts off what makes tmux notify its clients, and tells tmux few variables', async () => {
      const link = open()
      const ran: string[] = []
      link.whenAttached(() => ran.push('before'))
      const connection = link.connection()
      await eventually(() => access(join(folder, 'environment')))
      link.whenAttached(() => ran.push('meanwhile'))
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(ran).to.deep.equal(['before'])
      await writeFile(join(folder, 'let-in'), '')
      expect(await connection).to.have.property('_tag', 'Right')
      await eventually(() => void expect(ran).to.deep.equal(['before', 'meanwhile']))
      link.whenAttached(() => ran.push('after'))
      expect(ran).to.deep.equal(['before', 'meanwhile', 'after'])
      link.close()
      const told = (await readFile(join(folder, 'environment'), 'utf8')).split('\n').map((line) => line.split('=')[0])
      expect(told).to.include.members(['PATH', 'HOME', 'TERM'])
      expect(told).not.to.include('SOMETHING_ELSE')
    })
  })
})
