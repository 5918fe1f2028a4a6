import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Placed } from '../../../../application/files/project-files.port.js'
import type { FoundFiles, FilesListing } from '../../../../application/files/list-files.js'
import type { FolderEntry } from '../../../../domain/files/listing.js'
import type { FileMark } from '../../../../domain/repo/file-markers.js'
import { nullable, recordOf, integer } from '../../../../infrastructure/codec/codecs.js'
import { from, jsonOf, keyed, optional } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const EntryJson = jsonOf<FolderEntry & { readonly isIgnored: boolean }, 'modifiedAt' | 'isIgnored'>()({
  name: t.string,
  type: t.keyof({ dir: null, file: null, symlink: null }),
  size: integer,
  mtime: from(t.number, ({ modifiedAt }) => modifiedAt),
  isSymlink: from(t.boolean, ({ type }) => type === 'symlink'),
  ignored: from(t.boolean, ({ isIgnored }) => isIgnored),
})

const MarkerJson = t.keyof({ staged: null, modified: null, untracked: null })

type Marks = ReadonlyArray<FileMark>

const MarkersByPath = t.record(t.string, MarkerJson)
const byPath = (marks: Marks) => Object.fromEntries(marks.map(({ path, marker }) => [path, marker]))

/** Listing with the marks of the whole root; `null` for none. */
export interface MarkedListing extends FilesListing {
  readonly marks: Marks | null
}

export const ListingJson = named(
  'FileListing',
  jsonOf<MarkedListing, 'ignored'>()({
    path: t.string,
    entries: from(t.readonlyArray(EntryJson), ({ entries, ignored }) =>
      // A spread takes four times as long for 10,000 entries.
      entries.map(({ name, type, size, modifiedAt }) => ({
        name,
        type,
        size,
        modifiedAt,
        isIgnored: ignored.has(name),
      })),
    ),
    total: integer,
    /** As `files` of the marks, where they were asked for and git answered within 200 ms. */
    marks: optional(MarkersByPath, ({ marks }) => marks && byPath(marks)),
  }),
)

export const FoundFilesJson = jsonOf<FoundFiles>()({ paths: t.readonlyArray(t.string), isPartial: t.boolean })

export const FileJson = named(
  'File',
  t.strict({
    kind: t.keyof({ text: null, image: null, pdf: null }),
    mime: t.string,
    size: integer,
    lang: nullable(t.string),
    encoding: t.keyof({ utf8: null, base64: null }),
    content: t.string,
  }),
)

const MarkJson = jsonOf<FileMark, 'isFolder'>()({
  path: t.string,
  marker: MarkerJson,
  dir: from(t.boolean, ({ isFolder }) => isFolder),
})

export const MarkersJson = jsonOf<Marks>()({
  files: from(MarkersByPath, byPath),
  entries: from(t.readonlyArray(MarkJson), identity),
})

export const PathJson = keyed('path', t.string)

export const PlacedJson = jsonOf<Placed, 'touched'>()({ path: t.string, skipped: t.readonlyArray(t.string) })

const UploadedJson = t.strict({ path: t.string, name: t.string })

const UploadResultJson = recordOf({ name: t.string }, { path: t.string, error: t.string, meta: t.UnknownRecord })

export const UploadJson = t.strict({
  uploaded: t.readonlyArray(UploadedJson),
  results: t.readonlyArray(UploadResultJson),
})

/** Also what is refused before any file was looked at, then without `uploaded` and `results`. */
export const UploadRefusedJson = recordOf(
  { error: t.string, code: t.string },
  {
    message: t.string,
    meta: t.UnknownRecord,
    uploaded: t.readonlyArray(UploadedJson),
    results: t.readonlyArray(UploadResultJson),
  },
)
