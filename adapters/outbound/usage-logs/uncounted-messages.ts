import type { StoredNames } from './names.js'
import type { Table } from './table.js'

/** As it is sent between threads. */
export interface UncountedMessages {
  readonly names: StoredNames
  readonly messages: Table
  readonly calls: Table
  readonly forks: Table
}
