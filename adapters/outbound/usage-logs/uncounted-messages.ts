import type { StoredNames } from './names.js'
import type { Table } from './table.js'

/** Messages in the form that threads exchange. */
export interface UncountedMessages {
  readonly names: StoredNames
  readonly messages: Table
  readonly calls: Table
  readonly forks: Table
}
