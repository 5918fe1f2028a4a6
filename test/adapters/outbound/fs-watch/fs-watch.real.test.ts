import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fsFileEvents, type FsWatchOptions } from '../../../../adapters/outbound/fs-watch/file-events.fs-watch.js'
import type { Coverage } from '../../../../application/files/file-events.port.js'
import type { PathChange } from '../../../../domain/files/path-change.js'
import { eventually } from '../../../support/eventually.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const run = promisify(execFile)
const PATIENCE_MS = 15_000

describe('watching folders of this machine', () => {
  const scratch = scratchFolder()
  let stop = (): void => undefined
  afterEach(() => {
    stop()
  })

  async function watch(root: string, options: FsWatchOptions = {}) {
    const changes: PathChange[] = []
    const coverages: Coverage[] = []
    const real = await fsFileEvents().rootOf(root)()
    stop = fsFileEvents({ lookEveryMs: 50, ...options }).watch(real ?? root, {
      changed: (change) => changes.push(change),
      covered: (coverage) => coverages.push(coverage),
    })
    await eventually(() => {
      expect(coverages).to.have.length(1)
    }, PATIENCE_MS)
    return { changes, coverages }
  }
  const told = (changes: ReadonlyArray<PathChange>, path: string): Promise<void> =>
    eventually(() => {
      expect(changes.map((change) => change.path)).to.include(path)
    }, PATIENCE_MS)

  it('keeps the folders nearest to the root when there are too many, and looks at the others now and then', async () => {
    const root = scratch()
    for (const folder of ['a/deep', 'b/deep']) await mkdir(join(root, folder), { recursive: true })
    const { changes, coverages } = await watch(root, { maxFoldersOfTree: 3 })
    expect(coverages).to.deep.equal([{ _tag: 'Partial', reason: 'limit', watchedFolders: 3 }])
    await writeFile(join(root, 'a/file'), '')
    await told(changes, 'a/file')
    await writeFile(join(root, 'b/deep/file'), '')
    await eventually(() => {
      expect(changes).to.deep.include({ type: 'rename', path: 'b/deep', isDeep: true })
    }, PATIENCE_MS)
    changes.length = 0
    await writeFile(join(root, 'b/deep/file'), 'changed')
    await told(changes, 'b/deep')
  })

  it('watches all again when there is room again', async () => {
    const root = scratch()
    for (const folder of ['a', 'b']) await mkdir(join(root, folder))
    const { changes, coverages } = await watch(root, { maxFolders: 2 })
    expect(coverages.map(({ _tag }) => _tag)).to.deep.equal(['Partial'])
    await rm(join(root, 'a'), { recursive: true })
    await eventually(() => {
      expect(coverages.at(-1)).to.deep.equal({ _tag: 'Whole' })
    }, PATIENCE_MS)
    await writeFile(join(root, 'b/file'), '')
    await told(changes, 'b/file')
  })

  it('watches a root that was removed and made anew before the hub could look', async () => {
    for (const entries of [[], ['a', 'b']]) {
      const root = join(scratch(), `root-${String(entries.length)}`)
      for (const name of entries) await mkdir(join(root, name), { recursive: true })
      await mkdir(root, { recursive: true })
      const { changes } = await watch(root, { lookEveryMs: 60_000 })
      rmSync(root, { recursive: true })
      mkdirSync(root)
      for (const name of ['first', 'second']) {
        await writeFile(join(root, name), '')
        await told(changes, name)
      }
      stop()
    }
  })

  it('keeps to the lists of the repository around the root, the nearest first', async () => {
    const top = scratch()
    await run('git', ['init', '-q', top])
    const root = join(top, 'project')
    await mkdir(root)
    await writeFile(join(top, '.gitignore'), '*.log\nproject/secret\n')
    await writeFile(join(top, '.git/info/exclude'), 'mine\n')
    await writeFile(join(root, '.gitignore'), '!kept.log\n')
    const { changes } = await watch(root)
    for (const name of ['some.log', 'secret', 'mine', 'kept.log', 'other']) await writeFile(join(root, name), '')
    await told(changes, 'other')
    await told(changes, 'kept.log')
    expect(new Set(changes.map(({ path }) => path))).to.deep.equal(new Set(['kept.log', 'other']))
  })

  it('is not held up by a list made to be slow, nor by one that is a pipe, a link or a folder', async () => {
    const root = scratch()
    for (const name of ['slow', 'pipe', 'link', 'folder/.gitignore', 'large'])
      await mkdir(join(root, name), { recursive: true })
    const slow = ['*a*a*a*a*a*a*b', '**/a/**/a/**/a/**/b', ...Array.from({ length: 2_000 }, () => '*a*a*a*ab')]
    await writeFile(join(root, 'slow/.gitignore'), `${slow.join('\n')}\n[\n\\\n!\nout\n`)
    await run('mkfifo', [join(root, 'pipe/.gitignore')])
    await symlink(join(root, 'slow/.gitignore'), join(root, 'link/.gitignore'))
    await writeFile(join(root, 'large/.gitignore'), `seen\n${'#'.repeat(300_000)}`)
    const { changes } = await watch(root)
    await writeFile(join(root, 'slow', `${'a'.repeat(250)}c`), '')
    await told(changes, `slow/${'a'.repeat(250)}c`)
    for (const name of ['pipe/seen', 'link/seen', 'folder/seen', 'large/seen']) {
      await writeFile(join(root, name), '')
      await told(changes, name)
    }
  })

  it('does not follow links, and takes a root that is one by its real path', async () => {
    const root = join(scratch(), 'root')
    await mkdir(join(scratch(), 'outside'))
    await mkdir(root)
    await symlink(join(scratch(), 'outside'), join(root, 'link'))
    await symlink(root, join(scratch(), 'other-name'))
    const { changes } = await watch(join(scratch(), 'other-name'))
    await writeFile(join(scratch(), 'outside/file'), '')
    await writeFile(join(root, 'file'), '')
    await told(changes, 'file')
    expect(changes.map(({ path }) => path)).to.not.include('link/file')
  })

  it('tells of every file of a tree that is unpacked at once, or of the folder around it', async () => {
    const root = scratch()
    const { changes } = await watch(root)
    const paths: string[] = []
    for (let folder = 0; folder < 40; folder += 1)
      for (let file = 0; file < 10; file += 1)
        paths.push(`tree/${String(folder % 7)}/${String(folder)}/${String(file)}`)
    await Promise.all(
      paths.map(async (path) => {
        await mkdir(join(root, path, '..'), { recursive: true })
        await writeFile(join(root, path), '')
      }),
    )
    await eventually(() => {
      const seen = new Set(changes.map(({ path }) => path))
      const deep = changes.filter(({ isDeep }) => isDeep).map(({ path }) => path)
      const missed = paths.filter((path) => !seen.has(path) && !deep.some((one) => `${path}/`.startsWith(one)))
      expect(missed).to.deep.equal([])
    }, PATIENCE_MS)
  })
})
