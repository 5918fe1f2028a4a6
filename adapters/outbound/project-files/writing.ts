import type { OpenNewFile } from '../../../infrastructure/files/new-file.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'

/** Dependencies of writing content. */
export interface WritingDeps {
  readonly openNew: OpenNewFile
  readonly openWrites: OpenWrites
}
