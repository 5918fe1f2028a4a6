import { expect } from 'chai'
import type { CallFiles } from '../../application/approvals/call-files.port.js'
import type { Harness } from './harness.js'

/** Reason of a file without a text. */
export type Unreadable = 'missing' | 'folder' | 'pipe' | 'large' | 'no-text'

/** Scene of the suite `describeCallFiles`. */
export interface CallFilesHarness extends Harness {
  /** Adapter under test. */
  readonly files: CallFiles
  /** Path of a file that does not exist yet; absolute. */
  readonly path: string
  /** Writes the file. */
  readonly write: (text: string) => Promise<void>
  /** Replaces the file by what has no text. */
  readonly spoil: (how: Unreadable) => Promise<void>
}

/** Contract of `CallFiles`. */
export function describeCallFiles(technology: string, open: () => Promise<CallFilesHarness>): void {
  describe(`CallFiles on ${technology}`, () => {
    let h: CallFilesHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const text = (): Promise<string | null> => h.files.textOf(h.path)()

    it('reads the whole text as it is at that time', async () => {
      for (const written of ['größe\r\n\tend', '', 'x'.repeat(100_000)]) {
        await h.write(written)
        expect(await text()).to.equal(written)
      }
    })

    for (const how of ['missing', 'folder', 'pipe', 'large', 'no-text'] as const)
      it(`has no text for a file that is unreadable: ${how}`, async () => {
        await h.write('text')
        await h.spoil(how)
        expect(await text()).to.equal(null)
      })
  })
}
