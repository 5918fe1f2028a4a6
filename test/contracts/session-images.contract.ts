import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { SessionImages } from '../../application/files/session-images.port.js'
import { imageFolderForbidden, imageNotSaved } from '../../domain/files/session-file-errors.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeSessionImages`. */
export interface SessionImagesHarness extends Harness {
  /** Adapter under test. */
  readonly images: SessionImages
  /** A folder that exists, and one that does not. */
  readonly folder: string
  /** Folder that does not exist; absolute. */
  readonly missing: string
  /** The folder for pictures becomes a link to a folder elsewhere. */
  readonly linkImageFolder: () => Promise<void>
  /** Creates a file with a time of change. */
  readonly addFile: (name: string, writtenAt: Instant) => Promise<void>
  /** Names in the image folder, without the ignore list. */
  readonly files: () => Promise<ReadonlyArray<string>>
  /** As the clock on the wall of this technology's machine shows it, `YYYY-MM-DD-HHMMSS`. */
  readonly wallTime: (at: Instant) => string
}

const AT = 1_772_352_930_123
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

/** Contract of `SessionImages`. */
export function describeSessionImages(technology: string, open: () => Promise<SessionImagesHarness>): void {
  describe(`SessionImages on ${technology}`, () => {
    let h: SessionImagesHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const save = (at = AT, kind: 'png' | 'jpg' = 'png') => h.images.save(h.folder, { bytes: PNG, kind }, at)()

    it('names pictures for the time on the wall, and numbers those of one second', async () => {
      const time = h.wallTime(AT)
      expect([await save(), await save(), await save(AT + 5)]).to.deep.equal(
        ['', '-1', '-2'].map((number) => E.right(`${time}${number}.png`)),
      )
      expect(await h.files()).to.deep.equal([`${time}-1.png`, `${time}-2.png`, `${time}.png`])
    })

    it('calls a JPEG what it is', async () => {
      expect(await save(AT, 'jpg')).to.deep.equal(E.right(`${h.wallTime(AT)}.jpg`))
    })

    it('gives each of many at once its own name', async () => {
      const saved = await Promise.all(Array.from({ length: 10 }, () => save()))
      expect(new Set(saved.map((one) => (E.isRight(one) ? one.right : '')))).to.have.property('size', 10)
      expect(await h.files()).to.have.length(10)
    })

    it('saves nothing through a link, nor where there is no folder', async () => {
      await h.linkImageFolder()
      expect(await save()).to.deep.equal(E.left(imageFolderForbidden))
      expect(await h.files()).to.deep.equal([])
      expect(await h.images.save(h.missing, { bytes: PNG, kind: 'png' }, AT)()).to.deep.equal(
        E.left(imageNotSaved('failed')),
      )
    })

    it('removes what is older than asked for, and only what was saved here', async () => {
      await save()
      const old = ['2020-01-01-000000.png', '2020-01-01-000000-3.jpg']
      const others = ['.gitkeep', '2020-01-01-000000.png.txt', 'holiday.png']
      for (const name of [...old, ...others]) await h.addFile(name, AT - 1_000_000)
      await h.addFile('2020-01-02-000000.png', AT + 1_000)
      await h.images.prune(h.folder, AT)()
      const kept = [...others, '2020-01-02-000000.png', `${h.wallTime(AT)}.png`]
      expect(new Set(await h.files())).to.deep.equal(new Set(kept))
      expect(await h.images.prune(h.missing, AT)()).to.deep.equal(E.right(undefined))
    })
  })
}
