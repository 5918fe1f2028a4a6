import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitIn } from '../support/board-places.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

const PLAN = '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'
const WITHIN_MS = 30_000

interface Finish {
  readonly cardId: string
  readonly stage: string
  readonly reason: string | null
  readonly merge: string | null
}

describe('the hub under kill -9 in the middle of a finish', function () {
  this.timeout(120_000)
  let place: HubPlace
  let hub: HubProcess
  let root: string
  let remote: string
  beforeEach(async () => {
    place = await hubPlace()
    root = join(place.home, 'code', 'shop')
    remote = join(place.home, 'remote.git')
    await mkdir(root, { recursive: true })
    await gitIn(root, 'init', '--quiet', '--initial-branch=main')
    // In the repository: the suites run without global git settings.
    await gitIn(root, 'config', 'user.name', 'Ada')
    await gitIn(root, 'config', 'user.email', 'ada@example.org')
    await writeFile(join(root, 'CHANGELOG.md'), PLAN)
    await gitIn(root, 'add', '-A')
    await gitIn(root, 'commit', '--quiet', '-m', 'Begin')
    await gitIn(place.home, 'init', '--quiet', '--bare', '--initial-branch=main', remote)
    await gitIn(root, 'remote', 'add', 'origin', remote)
    await gitIn(root, 'push', '--quiet', 'origin', 'main')
    await gitIn(root, 'checkout', '--quiet', '-b', 'idea/offline')
    await gitIn(root, 'commit', '--quiet', '--allow-empty', '-m', 'Work')
    await gitIn(root, 'checkout', '--quiet', 'main')
    hub = await place.start()
    await hub.call('POST', '/api/projects', { displayName: 'Shop', path: root })
  })
  afterEach(() => place.close())

  /** Asks for a finish in which a program that git starts kills the hub, and starts the hub again. */
  async function finishAndDie(id: string): Promise<Finish> {
    await writeFile(join(place.home, 'hub.pid'), String(hub.process.pid))
    const answer = await hub.call('POST', `/api/board/cards/${id}/finish`).catch(() => 'cut off')
    expect(answer).to.equal('cut off')
    hub = await place.start()
    let found: Finish | undefined
    await eventually(async () => {
      const { body } = await hub.call('GET', '/api/board/finishes')
      found = (body as { finishes: ReadonlyArray<Finish> }).finishes.find(({ cardId }) => cardId === id)
      expect(found?.stage).to.be.oneOf(['nothing', 'done'])
    }, WITHIN_MS)
    if (found === undefined) throw new Error('unreachable')
    return found
  }

  it('has done nothing before the merge is on its way, all of it later, and says so after the restart', async () => {
    const made = await hub.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Offline', stage: 'review' })
    const { id } = made.body as { id: string }
    await hub.call('PATCH', `/api/board/cards/${id}`, { branch: 'idea/offline' })
    const tips = () => Promise.all([gitIn(root, 'rev-parse', 'main'), gitIn(remote, 'rev-parse', 'main')])
    const before = await tips()
    const kill = `kill -9 "$(cat '${join(place.home, 'hub.pid')}')"`

    await gitIn(root, 'config', 'penates.check', kill)
    expect(await finishAndDie(id)).to.include({ stage: 'nothing', reason: 'interrupted', merge: null })
    expect(await tips()).to.deep.equal(before)
    expect(await gitIn(root, 'for-each-ref', 'refs/penates/')).to.equal('')
    expect((await gitIn(root, 'worktree', 'list')).split('\n')).to.have.length(1)

    await gitIn(root, 'config', '--unset', 'penates.check')
    const hook = join(root, '.git', 'hooks', 'pre-push')
    await writeFile(hook, `#!/bin/sh\n${kill}\n`)
    await chmod(hook, 0o755)
    const { stage, merge } = await finishAndDie(id)
    expect([stage, ...(await tips())]).to.deep.equal(['done', merge, merge])
    const { body } = await hub.call('GET', '/api/board/cards')
    expect((body as { cards: ReadonlyArray<{ stage: string }> }).cards[0]?.stage).to.equal('done')
  })
})
