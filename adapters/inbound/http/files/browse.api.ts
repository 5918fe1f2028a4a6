import * as t from 'io-ts'
import { flag, recordOf, text, textForParser } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'

const FolderJson = t.strict({ name: t.string, path: t.string })

export const browseFolders = route({
  method: 'GET',
  path: '/api/browse',
  tokens: ['operator'],
  rate: 'read',
  query: { path: text, hidden: flag },
  answers: {
    200: recordOf({ path: t.string, home: t.string, entries: t.readonlyArray(FolderJson) }, { more: t.literal(true) }),
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
  answers: { 201: t.strict({ path: t.string }) },
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
