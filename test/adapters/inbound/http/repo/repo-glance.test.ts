import type { MemoryRepoControls } from '../../../../../adapters/outbound/memory/memory-repository.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { someSessionRecords, aSessionRecord } from '../../../../support/sessions.js'

const SEEN_AT = 1_772_352_000_000
const records = someSessionRecords({
  known: [
    aSessionRecord({ name: 'cc-shop', directory: '/work/shop', lastSeenAt: SEEN_AT }),
    aSessionRecord({ name: 'cc-notes', directory: '/work/notes', lastSeenAt: SEEN_AT }),
  ],
})

describe('GET /api/projects/:id/git', () => {
  const hub = hubOfEachTest({ records })
  let controls: MemoryRepoControls
  beforeEach(() => {
    controls = hub.repos.create('/work/shop')
  })

  const get = async (id: string): Promise<readonly [number, unknown]> => {
    const { status, json } = await hub.send('GET', `/api/projects/${id}/git`)
    return [status, json]
  }

  it('answers with head and last five commits, by how long ago they were made', async () => {
    const first = controls.commit('Commit 1')
    for (let number = 2; number <= 6; number++) controls.commit(`Commit ${number}`)
    controls.remoteRef('origin/main', first)
    controls.track('main', 'origin/main')
    controls.write('new', 'x\n')
    const [status, json] = await get('session:cc-shop')
    const { commits } = json as { commits: ReadonlyArray<{ hash: string; isoDate: string }> }
    expect([status, json]).to.deep.equal([
      200,
      {
        status: { branch: 'main', dirty: true, ahead: 5, behind: 0 },
        commits: [6, 5, 4, 3, 2].map((number, at) => ({
          hash: commits[at]?.hash,
          subject: `Commit ${number}`,
          relDate: `${76 - (number - 1)} minutes ago`,
          isoDate: commits[at]?.isoDate,
        })),
      },
    ])
    expect(commits.every(({ hash }) => /^[0-9a-f]{7,40}$/.test(hash))).to.equal(true)
    expect(commits.every(({ isoDate }) => Date.parse(isoDate) > 0)).to.equal(true)
  })

  it('says so when the head is detached, and before the first commit', async () => {
    expect(await get('session%3Acc-shop')).to.deep.equal([
      200,
      { status: { branch: 'main', dirty: false, ahead: null, behind: null }, commits: [] },
    ])
    controls.checkOut(controls.commit('First'))
    const [, json] = await get('session:cc-shop')
    expect(json).to.have.nested.property('status.branch', '(detached)')
  })

  it('knows no repository, no session and no project where there is none, and says what failed', async () => {
    expect(await get('session:cc-notes')).to.deep.equal([200, { status: null, commits: [] }])
    for (const id of ['session:cc-none', 'session:', 'session:a%2Fb', 'none'])
      expect([id, ...(await get(id))]).to.deep.equal([id, 404, { error: 'not-found' }])
    hub.repos.damage('/work/shop', 'fatal: bad object HEAD')
    expect(await get('session:cc-shop')).to.deep.equal([
      500,
      { error: 'Failed to load git info', message: 'fatal: bad object HEAD', detail: 'fatal: bad object HEAD' },
    ])
  })
})
