import type { OpenNewFile } from '../../../infrastructure/files/new-file.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'

/** What content is written with. */
export interface WritingDeps {
  readonly openNew: OpenNewFile
  readonly openWrites: OpenWrites
}
