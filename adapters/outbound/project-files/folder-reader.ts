import { lstatSync, opendirSync } from 'node:fs'
import type { ListedFolder, ListPage } from '../../../application/files/project-files.port.js'
import { byKindAndName } from '../../../domain/files/entry-order.js'
import type { EntryType, ShownNames } from '../../../domain/files/listing.js'
import { entryOf, foundNames, READ_ENTRIES } from './found-names.js'

/** Request to the thread that reads large folders. */
export interface FolderRequest {
  /** System path; its entries are below it. */
  readonly folder: string
  readonly shown: ShownNames
  readonly page: ListPage
}

/** Listing as it goes from thread to thread: an object for each entry takes the receiver as long as reading 2,000 of them. */
export interface PackedListing {
  /** Names with a NUL between two of them. */
  readonly names: string
  /** Indexes of `TYPES`. */
  readonly types: Uint8Array
  readonly sizes: Float64Array
  readonly times: Float64Array
  readonly total: number
}

const TYPES: ReadonlyArray<EntryType> = ['file', 'dir', 'symlink']
const BETWEEN = '\0'

/** Reads a page of a folder in one stretch; only for its own thread. */
export function readFolder({ folder, shown, page: { offset, limit } }: FolderRequest): PackedListing {
  const found = foundNames(shown)
  const opened = opendirSync(folder, { bufferSize: READ_ENTRIES })
  try {
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) found.add(entry)
  } finally {
    opened.closeSync()
  }
  const entries = found.names
    .sort(byKindAndName)
    .slice(offset, offset + limit)
    .map((each) => entryOf(each, lstatSync(`${folder}/${each.name}`, { throwIfNoEntry: false }) ?? null))
    .filter((entry) => entry !== null)
  return {
    names: entries.map(({ name }) => name).join(BETWEEN),
    types: Uint8Array.from(entries, ({ type }) => TYPES.indexOf(type)),
    sizes: Float64Array.from(entries, ({ size }) => size),
    times: Float64Array.from(entries, ({ modifiedAt }) => modifiedAt),
    total: found.total(),
  }
}

export function unpacked({ names, types, sizes, times, total }: PackedListing): ListedFolder {
  if (types.length === 0) return { entries: [], total }
  const entries = names.split(BETWEEN).map((name, at) => ({
    ...{ name, type: TYPES[types[at] ?? 0] ?? 'file' },
    ...{ size: sizes[at] ?? 0, modifiedAt: times[at] ?? 0 },
  }))
  return { entries, total }
}
