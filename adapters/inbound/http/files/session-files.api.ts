import * as t from 'io-ts'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { text } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { bytes, fileForm, png } from '../routing/bytes.codec.js'
import { uploadFiles } from './api.js'
import { route } from '../routing/route.js'

export const readSessionFile = route({
  method: 'GET',
  path: '/api/sessions/:name/file-content',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  query: { path: text },
  answers: { 200: bytes },
  errors: {
    InvalidSessionName: null,
    SessionFolderUnknown: 'not-found',
    SessionFileNotFound: null,
    OutsideRoot: 'EOUTSIDE',
    NotPermitted: 'EACCES',
    FileTooLarge: 'TOOLARGE',
    UnsupportedContent: 'UNKNOWN',
    Unavailable: 'internal',
  },
  summary:
    'A text, an image or a PDF that a session names, from where it was started, its work tree, or its temporary files',
})

export const uploadSessionFiles = route({
  method: 'POST',
  path: '/api/sessions/:name/upload',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'upload',
  query: { onConflict: text },
  takes: 'form',
  body: fileForm,
  answers: uploadFiles.answers,
  errors: { ...uploadFiles.errors, InvalidSessionName: null, UploadTargetUnavailable: null },
  summary: 'Store the files of a form where a session is now; onConflict is rename, overwrite or fail',
})

export const saveSessionImage = route({
  method: 'POST',
  path: '/api/sessions/:name/image',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'upload',
  takes: 'png',
  body: png,
  answers: { 200: keyed('rel', t.string) },
  errors: {
    InvalidSessionName: null,
    EmptyImage: null,
    NotAPng: null,
    SessionFolderUnknown: null,
    ImageFolderForbidden: null,
    ImageNotSaved: null,
    Unavailable: 'image save failed',
  },
  summary: 'Save a picture where a session can read it; answers with its path from there',
})
