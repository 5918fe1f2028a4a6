import type { MemoryRepoControls } from '../../../../../adapters/outbound/memory/memory-repository.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'
import { aSessionRecord, someSessionRecords } from '../../../../support/sessions.js'

const SEEN_AT = 1_772_352_000_000
const records = someSessionRecords({
  known: [
    aSessionRecord({ name: 'cc-shop', directory: '/work/shop', lastSeenAt: SEEN_AT }),
    aSessionRecord({ name: 'cc-notes', directory: '/work/notes', lastSeenAt: SEEN_AT }),
  ],
})

interface ChangedFile {
  readonly path: string
  readonly category: string
  readonly digest: string
}

describe('the routes that change the repository of a session', () => {
  const hub = hubOfSuite({ records })
  let controls: MemoryRepoControls
  beforeEach(() => {
    hub.clock.advance(60_000)
    controls = hub.repos.create('/work/shop')
    controls.write('a.txt', 'one\n')
    controls.write('b.txt', 'two\n')
    controls.commit('Begin')
  })

  const post = async (rest: string, body: unknown = {}, name = 'cc-shop') => {
    const { status, code, json } = await hub.send('POST', `/api/sessions/${name}/git/${rest}`, { body })
    return { status, code, json: json as Readonly<Record<string, unknown>> }
  }
  const files = async (query = ''): Promise<ReadonlyArray<ChangedFile>> => {
    const { json } = await hub.send('GET', `/api/sessions/cc-shop/diff${query}`)
    return (json as { readonly files: ReadonlyArray<ChangedFile> }).files
  }
  const pending = async (query = '') => (await files(query)).map(({ path, category }) => `${category} ${path}`)
  const digestOf = async (path: string) => (await files()).find((file) => file.path === path)?.digest

  it('stage and unstage files', async () => {
    controls.write('a.txt', '1\n')
    controls.write('new.txt', 'new\n')
    expect(await post('stage', { paths: ['a.txt', 'new.txt'] })).to.deep.include({ status: 200 })
    expect(await pending()).to.deep.equal(['staged a.txt', 'staged new.txt'])
    expect(await post('unstage', { paths: ['new.txt'] })).to.deep.include({ status: 200 })
    expect(await pending()).to.deep.equal(['staged a.txt', 'untracked new.txt'])
  })

  it('discard a change that is as it was read, and restore it once', async () => {
    controls.write('a.txt', '1\n')
    const change = { path: 'a.txt', category: 'unstaged', digest: await digestOf('a.txt') }
    const { json } = await post('discard', change)
    expect(await pending()).to.deep.equal([])
    const restore = () => post(`discards/${json['id'] as string}/restore`)
    expect(await restore()).to.deep.equal({ status: 200, code: null, json: { path: 'a.txt' } })
    expect(await pending()).to.deep.equal(['unstaged a.txt'])
    expect((await restore()).status).to.equal(404)
    expect((await post('discards/none/restore')).json).to.include({ error: 'Discarded content not found' })
  })

  it('refuse to discard another change than the one that was read, and one of another kind', async () => {
    controls.write('a.txt', '1\n')
    const digest = await digestOf('a.txt')
    controls.write('a.txt', '2\n')
    for (const change of [
      { path: 'a.txt', category: 'unstaged', digest },
      { path: 'a.txt', category: 'untracked' },
      { path: 'b.txt', category: 'unstaged' },
    ]) {
      const { status, code, json } = await post('discard', change)
      expect([status, code, json['path']]).to.deep.equal([409, 'ChangeOutdated', change.path])
    }
    expect(await pending()).to.deep.equal(['unstaged a.txt'])
  })

  it('stage, unstage and discard one hunk of a change that is as it was read', async () => {
    const lines = Array.from({ length: 20 }, (_, line) => `${String(line)}\n`)
    controls.write('a.txt', lines.join(''))
    controls.commit('Long')
    controls.write('a.txt', ['first\n', ...lines.slice(1, -1), 'last\n'].join(''))
    const digest = await digestOf('a.txt')
    const hunk = { path: 'a.txt', digest, hunk: 1 }
    expect((await post('stage-hunk', { ...hunk, hunk: 2 })).code).to.equal('ChangeOutdated')
    expect((await post('stage-hunk', hunk)).status).to.equal(200)
    expect(await pending()).to.deep.equal(['staged a.txt', 'unstaged a.txt'])
    expect((await post('stage-hunk', hunk)).code).to.equal('ChangeOutdated')
    expect((await post('unstage-hunk', { ...hunk, digest: await digestOf('a.txt'), hunk: 0 })).status).to.equal(200)
    expect(await pending()).to.deep.equal(['unstaged a.txt'])
    expect((await post('discard', { ...hunk, category: 'untracked' })).code).to.equal('ChangeOutdated')
    const { json } = await post('discard', { ...hunk, category: 'unstaged' })
    expect(await digestOf('a.txt')).not.to.equal(digest)
    expect((await post(`discards/${json['id'] as string}/restore`)).status).to.equal(200)
    expect(await digestOf('a.txt')).to.equal(digest)
  })

  it('refuse a restore over a newer change', async () => {
    controls.write('a.txt', '1\n')
    const { json } = await post('discard', { path: 'a.txt', category: 'unstaged' })
    controls.write('a.txt', '2\n')
    const { status, code } = await post(`discards/${json['id'] as string}/restore`)
    expect([status, code]).to.deep.equal([409, 'ChangeOutdated'])
  })

  it('commit the staged files that were read', async () => {
    controls.write('a.txt', '1\n')
    controls.stage()
    controls.write('b.txt', '2\n')
    await post('stage', { paths: ['b.txt'] })
    const outdated = await post('commit', { message: 'One', paths: ['a.txt'] })
    expect([outdated.status, outdated.code]).to.deep.equal([409, 'ChangeOutdated'])
    const { status, json } = await post('commit', { message: 'Both', paths: ['b.txt', 'a.txt'] })
    expect([status, String(json['sha']).startsWith(String(json['shortSha']))]).to.deep.equal([200, true])
    expect(await pending()).to.deep.equal([])
  })

  it('return what git refused', async () => {
    const { status, code, json } = await post('commit', { message: 'Nothing' })
    expect([status, code, json['detail']]).to.deep.equal([409, 'GitRefused', 'no changes added to commit'])
    expect((await post('stage', { paths: ['none'] })).status).to.equal(409)
  })

  it('refuse a folder without a repository', async () => {
    const { status, code } = await post('stage', { paths: ['a'] }, 'cc-notes')
    expect([status, code]).to.deep.equal([409, 'NotARepository'])
  })

  it('compare with the last commit and with the default branch', async () => {
    controls.branch('idea')
    controls.checkOut('idea')
    controls.write('b.txt', '2\n')
    controls.commit('On idea')
    controls.write('a.txt', '1\n')
    controls.stage()
    expect(await pending()).to.deep.equal(['staged a.txt'])
    expect(await pending('?base=head')).to.deep.equal(['unstaged a.txt'])
    expect(await pending('?base=branch')).to.deep.equal(['unstaged a.txt', 'unstaged b.txt'])
  })
})
