import * as t from 'io-ts'
import type { FolderEntry } from '../../../../domain/files/listing.js'
import type { FileMark } from '../../../../domain/repo/file-markers.js'
import { nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'

export const EntryJson = t.strict({
  name: t.string,
  type: t.keyof({ dir: null, file: null, symlink: null }),
  size: t.number,
  mtime: t.number,
  isSymlink: t.boolean,
  ignored: t.boolean,
})

export const ListingJson = t.strict({ path: t.string, entries: t.readonlyArray(EntryJson), total: t.number })

export const FileJson = t.strict({
  kind: t.keyof({ text: null, image: null, pdf: null }),
  mime: t.string,
  size: t.number,
  lang: nullable(t.string),
  encoding: t.keyof({ utf8: null, base64: null }),
  content: t.string,
})

const MarkerJson = t.keyof({ staged: null, modified: null, untracked: null })

export const MarkersJson = t.strict({
  files: t.record(t.string, MarkerJson),
  entries: t.readonlyArray(t.strict({ path: t.string, marker: MarkerJson, dir: t.boolean })),
})

export const PathJson = t.strict({ path: t.string })

export const PlacedJson = t.strict({ path: t.string, skipped: t.readonlyArray(t.string) })

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

export const entryJson = (
  { name, type, size, modifiedAt }: FolderEntry,
  isIgnored: boolean,
): t.TypeOf<typeof EntryJson> => ({
  name,
  type,
  size,
  mtime: modifiedAt,
  isSymlink: type === 'symlink',
  ignored: isIgnored,
})

export const markersJson = (marks: ReadonlyArray<FileMark>): t.TypeOf<typeof MarkersJson> => ({
  files: Object.fromEntries(marks.map(({ path, marker }) => [path, marker])),
  entries: marks.map(({ path, marker, isFolder }) => ({ path, marker, dir: isFolder })),
})
