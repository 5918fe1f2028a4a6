import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { tmuxLink } from '../../../../adapters/outbound/tmux/tmux-link.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { eventually } from '../../../support/eventually.js'
import { sessionIdentities } from '../../../../adapters/outbound/tmux/session-identities.js'

describe('tmuxLink', () => {
  it('tells of nothing that it finds out after it was closed', async () => {
    let answer = (_isListening: boolean): void => undefined
    let snapshots = 0
    const link = tmuxLink({
      controlArgv: ['/nowhere/tmux'],
      environment: {},
      isListening: () => new Promise((resolve) => (answer = resolve)),
      socketIdentity: () => Promise.resolve(null),
      clock: memoryClock(),
      onSnapshot: () => (snapshots += 1),
      identities: sessionIdentities(),
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
        'read -r line',
      ].join('\n')
      return tmuxLink({
        controlArgv: ['/bin/sh', '-c', script],
        environment: { PATH: process.env['PATH'] ?? '', HOME: folder, SOMETHING_ELSE: 'x' },
        isListening: () => Promise.resolve(true),
        socketIdentity: () => Promise.resolve('one'),
        clock: systemClock,
        onSnapshot: () => undefined,
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
