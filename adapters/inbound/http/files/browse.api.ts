import * as t from 'io-ts'
import type { BrowsedPlace } from '../../../../application/files/browse-folders.js'
import { flag, text, textForParser } from '../../../../infrastructure/codec/codecs.js'
import { from, jsonOf, optional } from '../../../../infrastructure/codec/json-of.js'
import { PathJson } from './codec.js'
import { route } from '../routing/route.js'

const FolderJson = t.strict({ name: t.string, path: t.string })

export const browseFolders = route({
  method: 'GET',
  path: '/api/browse',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { path: text, hidden: flag },
  answers: {
    200: jsonOf<BrowsedPlace, 'names' | 'isCut'>()({
      path: t.string,
      home: t.string,
      entries: from(t.readonlyArray(FolderJson), ({ path, names }) => {
        const below = path === '/' ? '/' : `${path}/`
        return names.map((name) => ({ name, path: below + name }))
      }),
      /** The folder or one above it contains `.git`. */
      isRepository: t.boolean,
      more: optional(t.literal(true), ({ isCut }) => (isCut ? true : null)),
    }),
  },
  errors: { NotBrowsable: null, FolderUnreadable: null },
  summary: 'The folders in a folder, to choose one to work in',
})

export const makeFolder = route({
  method: 'POST',
  path: '/api/browse/mkdir',
  tokens: ['operator'],
  rate: 'write',
  body: t.strict({ path: textForParser }),
  answers: { 201: PathJson },
  errors: {
    FolderPathMissing: null,
    BadFolderName: null,
    NotBrowsable: 'Path outside allowed roots',
    FolderUnreadable: null,
    FolderExists: null,
    FolderNotMade: null,
  },
  summary: 'Make a folder to work in',
})
