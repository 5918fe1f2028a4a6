import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import type { Resumes } from '../../../../domain/usage/resumes.js'
import { notABoolean } from '../routing/errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './resumes.api.js'

export function resumeRoutes({ resumeSessions }: UsageFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.listResumes, () => pipe(resumeSessions.list, TE.map(answer))),
    bindAnswer(
      api.chooseResume,
      ({ params: { name }, body: { enabled }, caller }) =>
        pipe(resumeSessions.choose(name, enabled, caller), TE.map(answer)),
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
