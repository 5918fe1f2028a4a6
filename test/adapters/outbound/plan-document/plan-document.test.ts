import * as E from 'fp-ts/lib/Either.js'
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeOwnWrites } from '../../../../adapters/outbound/plan-document/own-writes.js'
import { fsPlanDocument } from '../../../../adapters/outbound/plan-document/plan-document.fs.js'
import { watchPlan } from '../../../../adapters/outbound/plan-document/plan-watch.js'
import { migrateIgnoreFile } from '../../../../domain/projects/plan-migration.js'
import { describePlanDocument } from '../../../contracts/plan-document.contract.js'
import { eventually } from '../../../support/eventually.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const NOW = 1_772_352_930_123

describePlanDocument('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-plan-'))
  return {
    documents: fsPlanDocument(() => NOW),
    folder,
    missing: join(folder, 'none'),
    write: (name, text) => writeFile(join(folder, name), text),
    remove: (name) => unlink(join(folder, name)),
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  }
})

describe('a plan document on disk', () => {
  const root = scratchFolder()
  const documents = fsPlanDocument(() => NOW)
  const file = (name = 'CHANGELOG.md') => join(root(), name)
  const append = (folder = root()) =>
    documents.change<never>(folder, (document) => E.right(`${document?.text ?? ''}more\n`))()

  it('keeps its mode, and leaves nothing beside it', async () => {
    await writeFile(file(), 'a\n')
    await chmod(file(), 0o640)
    right(await append())
    expect([(await stat(file())).mode & 0o7777, await readdir(root())]).to.deep.equal([0o640, ['CHANGELOG.md']])
  })

  it('keeps being a link, in the folder or out of it', async () => {
    await mkdir(join(root(), 'docs'))
    await writeFile(join(root(), 'docs/plan.md'), 'a\n')
    await symlink('docs/plan.md', file())
    right(await append())
    expect([await readlink(file()), await readFile(join(root(), 'docs/plan.md'), 'utf8')]).to.deep.equal([
      'docs/plan.md',
      'a\nmore\n',
    ])
  })

  it('keeps bytes that are no text', async () => {
    const bytes = Buffer.from([0xff, 0x0a, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x0a])
    await writeFile(file(), bytes)
    right(await append())
    expect(await readFile(file())).to.deep.equal(Buffer.concat([bytes, Buffer.from('more\n')]))
  })

  it('is not taken for one when it is a folder, a pipe, or a link that leads nowhere', async () => {
    await mkdir(file())
    await writeFile(file('ROADMAP.md'), 'a')
    expect(right(await documents.read(root())())?.name).to.equal('ROADMAP.md')
    await unlink(file('ROADMAP.md'))
    execFileSync('mkfifo', [file('ROADMAP.md')])
    expect([right(await documents.read(root())()), right(await documents.look(root())())]).to.deep.equal([null, null])
    await unlink(file('ROADMAP.md'))
    await symlink('nowhere', file('ROADMAP.md'))
    expect(right(await documents.read(root())())).to.equal(null)
  })

  it('is not read when it is too large, and never written then', async () => {
    await writeFile(file(), 'a')
    await truncate(file(), 10 * 1024 ** 3)
    expect([leftTag(await documents.read(root())()), leftTag(await append())]).to.deep.equal([
      'Unavailable',
      'Unavailable',
    ])
  })

  it('cannot be made in a folder that is gone', async () => {
    expect(leftTag(await append(join(root(), 'none')))).to.equal('Unavailable')
  })

  it('is not overwritten after a write of another process: the change is repeated', async () => {
    await writeFile(file(), 'a\n')
    let asked = 0
    const changed = await documents.change<never>(root(), (document) => {
      asked += 1
      if (asked === 1) {
        // As an editor would, at the worst of moments.
        execFileSync('sh', ['-c', 'echo theirs >> "$0"', file()])
      }
      return E.right(`${document?.text ?? ''}ours\n`)
    })()
    expect([right(changed).text, asked]).to.deep.equal(['a\ntheirs\nours\n', 2])
  })

  it('is given up while another process writes all the time', async () => {
    await writeFile(file(), 'a\n')
    const changed = await documents.change<never>(root(), (document) => {
      execFileSync('sh', ['-c', 'echo theirs >> "$0"', file()])
      return E.right(`${document?.text ?? ''}ours\n`)
    })()
    expect([leftTag(changed), (await readFile(file(), 'utf8')).includes('ours')]).to.deep.equal(['Unavailable', false])
  })

  it('becomes the change log under its own name, with what git ignores, and the former one is kept', async () => {
    const text = `# Größe\n`
    await writeFile(file('ROADMAP.md'), text)
    await writeFile(file('.gitignore'), 'dist\r\nROADMAP.md\r\n!/ROADMAP.md\r\n')
    await chmod(file('.gitignore'), 0o600)
    const { rev = '' } = right(await documents.read(root())()) ?? {}
    right(await documents.promote(root(), { rev, text: 'new\n', ignoring: migrateIgnoreFile })())
    const kept = `ROADMAP.md.bak-${NOW}`
    expect((await readdir(root())).sort()).to.deep.equal(['.gitignore', 'CHANGELOG.md', kept])
    expect(
      await Promise.all(['.gitignore', 'CHANGELOG.md', kept].map((name) => readFile(file(name), 'utf8'))),
    ).to.deep.equal(['dist\r\n!/CHANGELOG.md\r\n', 'new\n', text])
    expect((await stat(file('.gitignore'))).mode & 0o777).to.equal(0o600)
  })

  it('is watched where a link of it leads, and through the loss of its folder', async () => {
    const [folder, elsewhere] = [join(root(), 'project'), join(root(), 'elsewhere')]
    await mkdir(folder)
    await mkdir(elsewhere)
    await writeFile(join(elsewhere, 'plan.md'), 'a')
    await symlink(join(elsewhere, 'plan.md'), join(folder, 'CHANGELOG.md'))
    let told = 0
    const stop = documents.watch(folder, () => {
      told += 1
    })
    let round = 0
    const heardOf = async (path: string): Promise<void> => {
      const before = told
      await eventually(async () => {
        await writeFile(path, `text ${++round}`)
        expect(told).to.be.greaterThan(before)
      })
    }
    await heardOf(join(elsewhere, 'plan.md'))
    const before = told
    await rename(folder, join(root(), 'moved'))
    await mkdir(folder)
    await eventually(() => {
      expect(told).to.be.greaterThan(before) // The old folder is gone: later events belong to the new one.
    })
    await heardOf(join(folder, 'ROADMAP.md'))
    stop()
  })
})

describe('watch on a plan document whose folder is missing', () => {
  const root = scratchFolder()
  /** Without its watch the test would wait longer than it may. */
  const LOOK_AGAIN_MS = 60_000

  for (const above of ['', 'above/'])
    it(`sees ${above === '' ? 'the folder' : 'the folder and the one above it'} return at once`, async () => {
      const top = join(root(), above === '' ? 'project' : 'above')
      const folder = join(root(), `${above}project`)
      await mkdir(folder, { recursive: true })
      let changes = 0
      const touched = (): Promise<null> => Promise.resolve(null).finally(() => (changes += 1))
      const stop = watchPlan(folder, touched, LOOK_AGAIN_MS)
      let round = 0
      const hears = async (): Promise<void> => {
        const before = changes
        await eventually(async () => {
          await mkdir(folder, { recursive: true })
          await writeFile(join(folder, 'ROADMAP.md'), `text ${++round}`)
          expect(changes).to.be.greaterThan(before)
        })
      }
      await hears()
      for (let time = 0; time < 3; time++) {
        const before = changes
        await rm(top, { recursive: true })
        await eventually(() => void expect(changes).to.be.greaterThan(before))
        await hears()
      }
      stop()
    })
})

describe('news of a plan document', () => {
  const begin = () => {
    const writes = makeOwnWrites()
    const told = writes.follow('/a')
    told.isNews('r0')
    return { writes, told }
  }

  it('is what others wrote, once', () => {
    const { told } = begin()
    expect(['r0', 'r1', 'r1', null, null, 'r0'].map(told.isNews)).to.deep.equal([false, true, false, true, false, true])
  })

  it('is nothing that we wrote, however late a watcher looks', () => {
    const { writes, told } = begin()
    for (const rev of ['r1', 'r2', 'r3']) writes.begin('/a', rev)(true)
    expect(['r0', 'r2', 'r3', 'r3'].map(told.isNews)).to.deep.equal([false, false, false, false])
  })

  it('is what others wrote after us, also when it is what we wrote once', () => {
    const { writes, told } = begin()
    writes.begin('/a', 'r1')(true)
    expect(['r1', 'r2', 'r1'].map(told.isNews)).to.deep.equal([false, true, true])
  })

  it('is what others wrote when our own write failed', () => {
    const { writes, told } = begin()
    writes.begin('/a', 'r1')(false)
    writes.begin('/b', 'r2')(true)
    expect(['r1', 'r2'].map(told.isNews)).to.deep.equal([true, true])
  })
})
