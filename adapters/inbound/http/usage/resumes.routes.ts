import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ResumeSessions } from '../../../../application/usage/resume-sessions.js'
import type { Resumes } from '../../../../domain/usage/resumes.js'
import { notABoolean } from '../routing/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './resumes.api.js'

export function resumeRoutes({ list, choose }: ResumeSessions): ReadonlyArray<Binding> {
  return [
    bind(api.listResumes, () => pipe(list, TE.map(answer))),
    bind(
      api.chooseResume,
      ({ params: { name }, body: { enabled }, caller }) => pipe(choose(name, enabled, caller), TE.map(answer)),
      () => notABoolean('enabled'),
    ),
  ]
}

const answer = (resumes: Resumes) =>
  ({
    status: 200,
    body: {
      sessions: Object.entries(resumes).map(([name, { resumeAt }]) => ({
        name,
        resumeAt: resumeAt === null ? null : new Date(resumeAt).toISOString(),
      })),
    },
  }) as const
