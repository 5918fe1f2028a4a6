import type { MemoryRepoControls } from '../../../../../adapters/outbound/memory/memory-repository.js'
import { MAX_PATCH_CHARACTERS, MAX_PATCHES_CHARACTERS } from '../../../../../domain/repo/file-diff.js'
import { sha256 } from '../../../../../infrastructure/secrets/secrets.js'
import { type Answered, hubOfEachTest } from '../../../../support/fake-hub.js'
import { AUTHOR } from '../../../../support/repo-controls.js'
import { someSessionRecords, aSessionRecord } from '../../../../support/sessions.js'

const SEEN_AT = 1_772_352_000_000
const records = someSessionRecords({
  known: [
    aSessionRecord({ name: 'cc-shop', directory: '/work/shop', lastSeenAt: SEEN_AT }),
    aSessionRecord({ name: 'cc-notes', directory: '/work/notes', lastSeenAt: SEEN_AT }),
  ],
})

/** Id of `one\\n`. */
const BLOB_OF_ONE = '5626abf0f72e58d7a153368ba57db4c673c0e171'

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]

describe('the repository routes of a session', () => {
  const hub = hubOfEachTest({ records })
  let controls: MemoryRepoControls
  beforeEach(() => {
    controls = hub.repos.create('/work/shop')
  })

  const get = (rest: string, name = 'cc-shop') => hub.send('GET', `/api/sessions/${name}/${rest}`)
  const commits = async (query: string): Promise<unknown> => {
    const { json } = await get(`git/log${query}`)
    const { commits, hasMore } = json as { commits: ReadonlyArray<{ subject: string }>; hasMore: boolean }
    return [...commits.map(({ subject }) => subject), hasMore]
  }

  describe('of any kind', () => {
    const paths = ['diff', 'git/log', 'git/branches', 'git/commit/abcd']

    it('refuse an invalid name, and one that has no folder', async () => {
      for (const path of paths) {
        expect(answer(await get(path, 'a%2Fb'))).to.deep.equal([400, { error: 'Invalid session name' }])
        expect(answer(await get(path, 'cc-none'))).to.deep.equal([404, { error: 'Session cwd not found' }])
      }
    })

    it('say what failed and why', async () => {
      hub.repos.damage('/work/shop', 'fatal: bad object HEAD')
      for (const path of paths) {
        const [, kind = path] = /^git\/(\w+)/.exec(path) ?? []
        expect(answer(await get(path))).to.deep.equal([
          500,
          { error: `${kind} failed`, message: 'fatal: bad object HEAD', detail: 'fatal: bad object HEAD' },
        ])
      }
    })

    it('look where the active pane is, else where the session was started', async () => {
      controls.commit('In the shop')
      hub.repos.create('/work/elsewhere').commit('Elsewhere')
      expect(await commits('')).to.deep.equal(['In the shop', false])
      hub.host.controls.startByHand('cc-shop', '/work/shop')
      hub.host.controls.set('cc-shop', { path: '/work/elsewhere/deep' })
      expect(await commits('')).to.deep.equal(['Elsewhere', false])
      hub.host.controls.set('cc-shop', { path: null })
      expect(await commits('')).to.deep.equal(['In the shop', false])
    })

    it('are empty where there is no repository', async () => {
      expect(answer(await get('diff', 'cc-notes'))).to.deep.equal([200, { isRepo: false }])
      expect(answer(await get('git/log', 'cc-notes'))).to.deep.equal([200, { commits: [], hasMore: false }])
      expect(answer(await get('git/branches', 'cc-notes'))).to.deep.equal([200, { local: [], remote: [] }])
      expect(answer(await get('git/commit/abcd', 'cc-notes'))).to.deep.equal([404, { error: 'Commit not found' }])
    })
  })

  describe('GET diff', () => {
    it('answers with head and files', async () => {
      controls.write('a', 'one\n')
      controls.write('old name', 'one\ntwo\nthree\n')
      const sha = controls.commit('First')
      controls.remoteRef('origin/main', sha)
      controls.track('main', 'origin/main')
      controls.commit('Second')
      controls.remove('old name')
      controls.write('new name', 'one\ntwo\nthree\n')
      controls.stage()
      controls.write('a', 'two\n')
      controls.write('image', '\0')
      const file = {
        additions: 0,
        deletions: 0,
        binary: false,
        oversize: false,
        deferred: false,
        diff: null,
        digest: null,
      }
      const diff = [
        'diff --git a/a b/a',
        'index 5626abf0f72e58d7a153368ba57db4c673c0e171..f719efd430d52bcfc8566a43b2eb655688d38871 100644',
        '--- a/a',
        '+++ b/a',
        '@@ -1 +1 @@',
        '-one',
        '+two',
        '',
      ].join('\n')
      expect(answer(await get('diff'))).to.deep.equal([
        200,
        {
          isRepo: true,
          root: '/work/shop',
          branch: 'main',
          ahead: 1,
          behind: 0,
          files: [
            { ...file, category: 'staged', path: 'new name', oldPath: 'old name', status: 'R' },
            {
              ...file,
              category: 'unstaged',
              path: 'a',
              status: 'M',
              additions: 1,
              deletions: 1,
              diff,
              digest: sha256(diff),
            },
            { ...file, category: 'untracked', path: 'image', status: '?', binary: true },
          ],
          omitted: 0,
        },
      ])
    })

    it('says so when the head is detached', async () => {
      const sha = controls.commit('First')
      controls.checkOut(sha)
      expect((await get('diff')).json).to.include({ branch: '(detached)', ahead: null, behind: null })
    })

    it('leaves out what is too long, and defers what would make the whole too large', async () => {
      const count = Math.floor(MAX_PATCHES_CHARACTERS / MAX_PATCH_CHARACTERS) + 1
      for (let file = 0; file < count; file++)
        controls.write(`f${100 + file}`, `${'x'.repeat(MAX_PATCH_CHARACTERS - 500)}\n`)
      controls.write('a long one', `${'x'.repeat(MAX_PATCH_CHARACTERS)}\n`)
      const { files } = (await get('diff')).json as { files: ReadonlyArray<Record<string, unknown>> }
      const deferred = files.filter((file) => file['deferred'] === true).map(({ path }) => path)
      expect(deferred).to.deep.equal([`f${100 + count - 1}`])
      expect(files.filter(({ diff }) => diff === null).every(({ oversize }) => oversize === true)).to.equal(true)
      expect(files.find(({ path }) => path === 'a long one')).to.include({
        oversize: true,
        deferred: false,
        additions: 1,
      })
      const alone = (await get(`diff?path=${deferred[0] as string}`)).json as { files: ReadonlyArray<{ diff: string }> }
      expect(alone.files.map(({ diff }) => diff.length > 100_000)).to.deep.equal([true])
    })
  })

  describe('GET git/log', () => {
    beforeEach(() => {
      for (let number = 1; number <= 60; number++) controls.commit(`Commit ${number}`)
    })

    it('answers with the header and the refs of each commit', async () => {
      controls.tag('v1')
      const [status, json] = answer(await get('git/log?limit=1'))
      const { commits } = json as { commits: ReadonlyArray<{ sha: string; parents: ReadonlyArray<string> }> }
      const sha = commits[0]?.sha ?? ''
      const parent = commits[0]?.parents[0] ?? ''
      expect(parent)
        .to.match(/^[0-9a-f]{40}$/)
        .and.not.equal(sha)
      expect(sha).to.match(/^[0-9a-f]{40}$/)
      expect([status, json]).to.deep.equal([
        200,
        {
          commits: [
            {
              sha,
              shortSha: sha.slice(0, 7),
              parents: [parent],
              subject: 'Commit 60',
              authorName: AUTHOR,
              isoDate: '2026-03-01T08:59:00+01:00',
              refs: ['main', 'v1'],
            },
          ],
          hasMore: true,
        },
      ])
    })

    it('takes any limit and skip for what it can mean', async () => {
      const count = async (query: string): Promise<number> => ((await commits(query)) as unknown[]).length - 1
      expect(await count('')).to.equal(50)
      expect(await count('?limit=7')).to.equal(7)
      expect(await count('?limit=0')).to.equal(0)
      expect(await count('?limit=-3')).to.equal(0)
      expect(await count('?limit=2.9')).to.equal(2)
      expect(await count('?limit=1e9')).to.equal(60)
      expect(await count('?limit=abc&skip=abc')).to.equal(50)
      expect(await count('?limit[]=3')).to.equal(50)
      expect(await count('?limit=3&limit=9')).to.equal(3)
      expect(await count('?skip=-3&limit=200')).to.equal(60)
      expect(await count('?skip=1e99')).to.equal(0)
      expect(await commits('?limit=2&skip=57')).to.deep.equal(['Commit 3', 'Commit 2', true])
      expect(await commits('?limit=2&skip=58')).to.deep.equal(['Commit 2', 'Commit 1', false])
    })

    it('starts before a date', async () => {
      expect(await commits('?limit=1&before=2026-03-01T08:10:30%2B01:00')).to.deep.equal(['Commit 11', true])
      expect(await commits('?limit=1&before=')).to.deep.equal(['Commit 60', true])
    })
  })

  it('GET git/branches answers with local and remote ones', async () => {
    const sha = controls.commit('First')
    controls.remoteRef('origin/main', sha)
    controls.originHead('main')
    controls.track('main', 'origin/main')
    controls.branch('idea')
    expect(answer(await get('git/branches'))).to.deep.equal([
      200,
      {
        local: [
          { name: 'idea', current: false, upstream: '', ahead: 0, behind: 0 },
          { name: 'main', current: true, upstream: 'origin/main', ahead: 0, behind: 0 },
        ],
        remote: [{ name: 'origin/main' }],
      },
    ])
  })

  describe('GET git/commit', () => {
    it('answers with the header and the files, of some paths when asked so', async () => {
      controls.write('a', 'one\n')
      controls.write('b', 'one\n')
      const sha = controls.commit('First')
      const [status, json] = answer(await get(`git/commit/${sha.slice(0, 4)}`))
      expect(status).to.equal(200)
      expect(json).to.deep.include({
        sha,
        shortSha: sha.slice(0, 7),
        parents: [],
        subject: 'First',
        authorName: AUTHOR,
        isoDate: '2026-03-01T08:00:00+01:00',
        omitted: 0,
      })
      const paths = async (query: string) =>
        ((await get(`git/commit/${sha}${query}`)).json as { files: ReadonlyArray<{ path: string }> }).files.map(
          ({ path }) => path,
        )
      expect(await paths('')).to.deep.equal(['a', 'b'])
      expect(await paths('?path=b')).to.deep.equal(['b'])
      expect(await paths('?path=c&path=a&path=')).to.deep.equal(['a'])
    })

    it('shows as many lines around a change as are asked for, and refuses other numbers', async () => {
      const text = (changed: string): string => ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', changed, ''].join('\n')
      controls.write('a', text('old'))
      controls.commit('First')
      controls.write('a', text('new'))
      const sha = controls.commit('Second')
      const around = async (query: string): Promise<number> => {
        const { files } = (await get(`git/commit/${sha}${query}`)).json as { files: ReadonlyArray<{ diff: string }> }
        return files[0]?.diff.match(/^ /gm)?.length ?? 0
      }
      expect(await around('?context=5')).to.equal(5)
      expect(await around('?context=1000000')).to.equal(8)
      for (const query of ['', '?context=']) expect([query, await around(query)]).to.deep.equal([query, 3])
      for (const query of ['?context=1', '?context=-1', '?context=x', '?context=1000001']) {
        const { code, json } = await get(`git/commit/${sha}${query}`)
        expect([code, json], query).to.deep.equal([
          'InvalidQuery',
          { error: 'Invalid query: context', at: ['context'] },
        ])
      }
    })

    it('finds no blob, no branch and no unknown id', async () => {
      controls.write('a', 'one\n')
      controls.commit('First')
      controls.branch('abcd')
      for (const id of [BLOB_OF_ONE, 'abcd', '0'.repeat(40), '0'.repeat(64)])
        expect([id, ...answer(await get(`git/commit/${id}`))]).to.deep.equal([id, 404, { error: 'Commit not found' }])
    })

    it('refuses what is no id, before it looks for anything', async () => {
      for (const id of ['abc', 'ABCD', '--output=x', 'HEAD', 'main', 'abcg', 'a'.repeat(41), 'abcd%0A', '%2e%2e'])
        expect([id, ...answer(await get(`git/commit/${id}`))]).to.deep.equal([id, 400, { error: 'Invalid sha' }])
    })
  })
})
