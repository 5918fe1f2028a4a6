import { MAX_LISTED_ENTRIES } from '../../../../domain/files/listing.js'
import { integerWithin, flag, forParser, recordOf, text, integer } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { bytes, fileForm } from '../routing/bytes.codec.js'
import {
  FileJson,
  FoundFilesJson,
  ListingJson,
  MarkersJson,
  PathJson,
  PlacedJson,
  UploadJson,
  UploadRefusedJson,
} from './codec.js'
import { route, type RouteErrors } from '../routing/route.js'

/** `:id` is a project's id or `session:<name>`; paths are relative to its root, `''` is the root. */
const path = text
const word = forParser<string>({ type: 'string' })

const READING = {
  RootNotFound: null,
  BadPath: null,
  OutsideRoot: null,
  NotPermitted: null,
  FileNotFound: null,
  NotAFolder: null,
  NotAFile: null,
  Unavailable: 'internal',
} as const satisfies RouteErrors

const SHOWING = { ...READING, FileTooLarge: null, UnsupportedContent: null } as const satisfies RouteErrors

const MAKING = { ...READING, BadFileName: null, FileExists: null, WriteFailed: null } as const satisfies RouteErrors

export const listFiles = route({
  method: 'GET',
  path: '/api/projects/:id/files',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: {
    path,
    all: flag,
    hidden: flag,
    marks: flag,
    offset: integerWithin({ min: 0, max: 1_000_000_000, fallback: 0 }),
    limit: integerWithin({ min: 1, max: MAX_LISTED_ENTRIES, fallback: MAX_LISTED_ENTRIES }),
  },
  answers: { 200: ListingJson },
  errors: READING,
  summary:
    'What lies in a folder; names that start with a dot with hidden=1, everything with all=1, marks of git with marks=1',
})

export const searchFiles = route({
  method: 'GET',
  path: '/api/projects/:id/files/search',
  tokens: ['operator'],
  rate: 'read',
  query: { q: text },
  answers: { 200: FoundFilesJson },
  errors: READING,
  summary:
    'Paths of files that match, best first; hidden and ignored ones are left out, `isPartial` in a very large folder',
})

export const readFileContent = route({
  method: 'GET',
  path: '/api/projects/:id/files/content',
  tokens: ['operator'],
  rate: 'read',
  query: { path },
  answers: { 200: bytes },
  errors: SHOWING,
  summary: 'A text, an image or a PDF as its bytes',
})

export const readFile = route({
  method: 'GET',
  path: '/api/projects/:id/files/read',
  tokens: ['operator'],
  rate: 'read',
  query: { path },
  answers: { 200: FileJson },
  errors: SHOWING,
  summary: 'A text, or an image or a PDF in base64',
})

export const downloadFile = route({
  method: 'GET',
  path: '/api/projects/:id/files/download',
  tokens: ['operator'],
  rate: 'read',
  query: { path },
  headers: { Range: 'Part of the file in bytes.', 'If-Range': 'Entity tag for which the part is wanted.' },
  answers: { 200: bytes, 206: bytes },
  errors: { ...READING, RangeNotSatisfiable: null },
  summary: 'A file of any size to be saved; takes a Range',
})

export const readFileMarkers = route({
  method: 'GET',
  path: '/api/projects/:id/files/git',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: MarkersJson },
  errors: { ...READING, RepoUnreadable: null },
  summary: 'What git says of the files that differ from the last commit; nothing outside a repository',
})

export const createFileOrFolder = route({
  method: 'POST',
  path: '/api/projects/:id/files',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { type: word, path: word, name: word }),
  answers: { 200: PathJson },
  errors: { ...MAKING, BadFileOperation: null },
  summary: 'As files/new where type is file, as files/mkdir where it is dir',
})

export const createFile = route({
  method: 'POST',
  path: '/api/projects/:id/files/new',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { path: word, name: word }),
  answers: { 200: PathJson },
  errors: MAKING,
  summary: 'Make an empty file in a folder that is there',
})

export const createFolder = route({
  method: 'POST',
  path: '/api/projects/:id/files/mkdir',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { path: word, name: word }),
  answers: { 200: PathJson },
  errors: MAKING,
  summary: 'Make a folder with all its parents, unless it is there',
})

export const relocateFile = route({
  method: 'PATCH',
  path: '/api/projects/:id/files',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { op: word, from: word, to: word, onConflict: word }),
  answers: { 200: PlacedJson },
  errors: { ...MAKING, BadFileOperation: null, IntoSelf: null, SamePath: null, OtherFileSystem: null },
  summary: 'Rename, move or copy a file or folder: op is rename, move or copy; onConflict is rename or overwrite',
})

export const trashFiles = route({
  method: 'DELETE',
  path: '/api/projects/:id/files',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { paths: forParser<ReadonlyArray<string>>({ type: 'array', items: { type: 'string' } }) }),
  answers: { 200: keyed('count', integer) },
  errors: { ...READING, NoPaths: null, TrashUnavailable: null, TrashFailed: null },
  summary: 'Put files and folders into the trash of the system',
})

export const uploadFiles = route({
  method: 'POST',
  path: '/api/projects/:id/files/upload',
  tokens: ['operator'],
  rate: 'upload',
  query: { path, onConflict: text },
  takes: 'form',
  body: fileForm,
  answers: {
    200: UploadJson,
    400: UploadRefusedJson,
    403: UploadRefusedJson,
    409: UploadRefusedJson,
    413: UploadRefusedJson,
    500: UploadRefusedJson,
  },
  errors: { ...MAKING, FileTooLarge: null },
  summary: 'Store the files of a form in a folder; onConflict is rename, overwrite or fail',
})
