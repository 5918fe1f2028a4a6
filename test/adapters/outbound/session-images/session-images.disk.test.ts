import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsSessionImages } from '../../../../adapters/outbound/session-images/session-images.fs.js'
import { describeSessionImages } from '../../../contracts/session-images.contract.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const two = (value: number): string => String(value).padStart(2, '0')

/** Made now in the folder's own time zone, so that the test may run anywhere. */
const wallTime = (at: number): string => {
  const [, month, day, year, time] = /^(\d+)\/(\d+)\/(\d+), (.+)$/.exec(
    new Date(at).toLocaleString('en-US', { hourCycle: 'h23' }),
  ) as unknown as [string, string, string, string, string]
  return `${year}-${two(Number(month))}-${two(Number(day))}-${time.replaceAll(':', '').padStart(6, '0')}`
}

describeSessionImages('disk', async () => {
  const base = await mkdtemp(join(tmpdir(), 'penates-images-'))
  const folder = join(base, 'shop')
  const images = join(folder, '.penates-images')
  await mkdir(join(base, 'elsewhere'))
  await mkdir(folder)
  return {
    images: fsSessionImages,
    folder,
    missing: join(base, 'none'),
    linkImageFolder: () => symlink(join(base, 'elsewhere'), images),
    addFile: async (name, writtenAt) => {
      await writeFile(join(images, name), '')
      await utimes(join(images, name), writtenAt / 1000, writtenAt / 1000)
    },
    files: async () => (await readdir(images)).filter((name) => name !== '.gitignore').sort(),
    wallTime,
    close: () => rm(base, { recursive: true }),
  }
})

describe('pictures on disk', () => {
  const folder = scratchFolder()

  it('are kept from git by their own ignore list, which is made once, and come whole', async () => {
    const png = new Uint8Array(100_000).fill(7)
    await fsSessionImages.save(folder(), { bytes: png, kind: 'png' }, 1_772_352_930_123)()
    const images = join(folder(), '.penates-images')
    const list = join(images, '.gitignore')
    expect(await readFile(list, 'utf8')).to.equal('*\n')
    await writeFile(list, 'mine')
    await fsSessionImages.save(folder(), { bytes: png, kind: 'png' }, 1_772_352_930_123)()
    expect(await readFile(list, 'utf8')).to.equal('mine')
    const names = (await readdir(images)).filter((name) => name !== '.gitignore')
    expect(names).to.have.length(2)
    for (const name of names) expect((await readFile(join(images, name))).equals(png)).to.equal(true)
  })

  it('are not put where a file is in the way', async () => {
    await writeFile(join(folder(), '.penates-images'), '')
    expect(await fsSessionImages.save(folder(), { bytes: new Uint8Array(8), kind: 'png' }, 0)()).to.have.property(
      '_tag',
      'Left',
    )
  })
})
