import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { memoryStateArchive } from '../../../../adapters/outbound/memory/state-archive.memory.js'
import { archiveBytes, readArchive } from '../../../../adapters/outbound/state-archive/archive-text.js'
import { fileStateArchive } from '../../../../adapters/outbound/state-archive/state-archive.file.js'
import { isKept } from '../../../../domain/server/archive.js'
import { lockFolder } from '../../../../infrastructure/files/folder-lock.js'
import { describeStateArchive, type StateArchiveHarness } from '../../../contracts/state-archive.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { leftTag } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const ofKept = (entries: Iterable<readonly [string, string]>): Readonly<Record<string, string>> =>
  Object.fromEntries([...entries].filter(([path]) => isKept(path)))

describeFake(describeStateArchive, ['archive'], () => {
  const archive = memoryStateArchive()
  return Promise.resolve<StateArchiveHarness>({
    archive,
    put: (path, text) => Promise.resolve(void archive.state.set(path, text)),
    state: () => Promise.resolve(ofKept(archive.state)),
    at: (name) => `/backups/${name}`,
    spoil: (path) => Promise.resolve(void archive.disk.set(path, 'something else')),
    run: () => {
      archive.setRunning(true)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

async function filesIn(folder: string): Promise<ReadonlyArray<readonly [string, string]>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const))
}

describeStateArchive('files', async () => {
  const root = await mkdtemp(join(tmpdir(), 'penates-archive-'))
  const folder = join(root, 'state')
  let release = (): Promise<void> => Promise.resolve()
  return {
    archive: fileStateArchive({ folder, now: Date.now }),
    put: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    state: async () => ofKept(await filesIn(folder)),
    at: (name) => join(root, name),
    spoil: (path) => writeFile(path, 'no archive'),
    run: async () => {
      const locking = await lockFolder(folder)
      if (locking._tag === 'Locked') release = locking.lock.release
    },
    close: async () => {
      await release()
      await rm(root, { recursive: true, force: true })
    },
  }
})

describe('an archive on disk', () => {
  const folder = scratchFolder()
  const state = (): string => join(folder(), 'state')
  const archive = () => fileStateArchive({ folder: state(), now: () => 7 })

  it('can be read by its owner alone, and so can what comes out of it, on a machine that had nothing', async () => {
    await mkdir(state())
    await writeFile(join(state(), 'operator-token'), 'secret')
    await archive().save(join(folder(), 'b'))()
    await rm(state(), { recursive: true })
    expect(await archive().restore(join(folder(), 'b'), false)()).to.deep.include({ _tag: 'Right' })
    const modes = await Promise.all(
      [join(folder(), 'b'), state(), join(state(), 'operator-token')].map((path) => stat(path)),
    )
    expect(modes.map(({ mode }) => mode & 0o777)).to.deep.equal([0o600, 0o700, 0o600])
  })

  it('leaves models and logs where they are', async () => {
    await mkdir(join(state(), 'models'), { recursive: true })
    await writeFile(join(state(), 'models', 'm'), 'big')
    await writeFile(join(state(), 'board.json'), 'x')
    await archive().save(join(folder(), 'b'))()
    await archive().restore(join(folder(), 'b'), true)()
    expect(await readFile(join(state(), 'models', 'm'), 'utf8')).to.equal('big')
    expect(await readdir(`${state()}.before-7`)).to.deep.equal(['board.json', 'hub.lock'])
  })

  it('removes what a restore that was killed left beside the state folder', async () => {
    await mkdir(state())
    await writeFile(join(state(), 'board.json'), 'x')
    await archive().save(join(folder(), 'b'))()
    await mkdir(`${state()}.restoring-5`)
    await mkdir(`${state()}.restoring-mine`)
    await archive().restore(join(folder(), 'b'), true)()
    expect((await readdir(folder())).toSorted()).to.deep.equal(['b', 'state', 'state.before-7', 'state.restoring-mine'])
  })

  it('says that a state which never rests cannot be saved, and leaves no half of a file', async () => {
    await mkdir(state())
    await writeFile(join(state(), 'f'), '')
    const readAndChange = async (path: string): Promise<Uint8Array> => {
      const bytes = await readFile(path)
      await appendFile(path, 'more')
      return bytes
    }
    const restless = fileStateArchive({ folder: state(), now: Date.now, tries: 2, read: readAndChange })
    const saved = leftTag(await restless.save(join(folder(), 'b'))())
    expect([saved, (await readdir(folder())).includes('b')]).to.deep.equal(['StateBusy', false])
  })

  it('names no place outside of the state folder, no lock and nothing twice', async () => {
    const read = async (files: Readonly<Record<string, string>>): Promise<string> =>
      leftTag(await readArchive(gzipSync(JSON.stringify({ format: 'penates-backup', version: 1, files }))))
    const odd = [
      '../x',
      '/x',
      'a/../../x',
      'a//b',
      './a',
      '',
      'a\0b',
      'hub.lock',
      'logs/hub.log',
      'recordings/b25l/1-5.cast',
      'a\\b',
      'a/',
    ]
    for (const path of odd) expect(await read({ [path]: '' }), path).to.equal('NoArchive')
    expect([await read({ a: '', 'a/b': '' }), await read({ 'a/b': '', c: '' })]).to.deep.equal(['NoArchive', 'none'])
  })

  it('leaves out the index of conversations, also while it is written, and drops one that an older hub archived', async () => {
    await mkdir(state())
    for (const name of ['board.json', 'conversations.sqlite', 'conversations.sqlite-journal'])
      await writeFile(join(state(), name), 'x')
    await mkdir(join(state(), 'conversations.sqlite.lock'))
    const read = async (path: string): Promise<Uint8Array> => {
      await appendFile(join(state(), 'conversations.sqlite'), 'more')
      return await readFile(path)
    }
    const saved = await fileStateArchive({ folder: state(), now: Date.now, tries: 1, read }).save(join(folder(), 'b'))()
    expect(saved).to.deep.equal(E.right(1))
    const files = new Map(['board.json', 'conversations.sqlite'].map((name) => [name, Buffer.from('x')]))
    const restored = await readArchive(await archiveBytes({ files }, 0))
    expect(restored._tag === 'Right' && [...restored.right.files.keys()]).to.deep.equal(['board.json'])
  })

  it('is of this format, this version at most, and whole', async () => {
    const pack = (json: unknown): Buffer => gzipSync(JSON.stringify(json))
    const whole = { format: 'penates-backup', version: 1, files: {} }
    const spoilt = [
      Buffer.from(''),
      pack(whole).subarray(0, 20),
      pack(null),
      pack([]),
      pack({ ...whole, format: 'x' }),
      pack({ ...whole, version: 2 }),
      pack({ ...whole, files: { a: 1 } }),
    ]
    for (const bytes of spoilt) expect(leftTag(await readArchive(bytes))).to.equal('NoArchive')
  })

  it('gives back every byte', async () => {
    const path = fc
      .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 3 })
      .map((parts) => `s/${parts.join('-')}`)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, fc.uint8Array({ maxLength: 50 })), async (given) => {
        const files = new Map(Object.entries(given))
        const read = await readArchive(await archiveBytes({ files }, 0))
        expect(read._tag === 'Right' && [...read.right.files].map(([name, bytes]) => [name, [...bytes]])).to.deep.equal(
          [...files].map(([name, bytes]) => [name, [...bytes]]),
        )
      }),
      { numRuns: 30 },
    )
  })
})
