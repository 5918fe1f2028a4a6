import * as t from 'io-ts'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import type { Resumes } from '../../../../domain/usage/resumes.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { route } from '../routing/route.js'
import { named } from '../../../../infrastructure/codec/schema.js'

/** A session that goes on by itself; `resumeAt` is ISO, `null` while it is not known to wait for a reset. */
const ResumeJson = jsonOf<Resumes[string] & { readonly name: string }>()({
  name: t.string,
  resumeAt: nullable(isoTime),
})

export const ResumesJson = named(
  'Resumes',
  jsonOf<Resumes>()({
    sessions: from(t.readonlyArray(ResumeJson), (resumes) =>
      Object.entries(resumes).map(([name, { resumeAt }]) => ({ name, resumeAt })),
    ),
  }),
)

export const listResumes = route({
  method: 'GET',
  path: '/api/usage/resumes',
  isTagged: true,
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
