import * as t from 'io-ts'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'

/** A session that goes on by itself; `resumeAt` is ISO, `null` while it is not known to wait for a reset. */
const ResumesJson = t.strict({
  sessions: t.readonlyArray(t.strict({ name: t.string, resumeAt: nullable(t.string) })),
})

export const listResumes = route({
  method: 'GET',
  path: '/api/usage/resumes',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: ResumesJson },
  errors: {},
  summary: 'Sessions that go on by themselves when the limit that they ran into is reset',
})

export const chooseResume = route({
  method: 'PUT',
  path: '/api/sessions/:name/auto-resume',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: t.strict({ enabled: t.boolean }),
  answers: { 200: ResumesJson },
  errors: { InvalidSessionName: null, SessionNotFound: null, NotABoolean: null },
  summary: 'Let a running session go on by itself when the limit that it ran into is reset, or no longer',
})
