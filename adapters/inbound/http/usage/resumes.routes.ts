import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import { notABoolean } from '../routing/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './resumes.api.js'

export const resumeRoutes = ({ resumeSessions }: UsageFeature): ReadonlyArray<Binding> => [
  bind(api.listResumes, () => resumeSessions.list),
  bind(
    api.chooseResume,
    ({ params: { name }, body: { enabled }, caller }) => resumeSessions.choose(name, enabled, caller),
    () => notABoolean('enabled'),
  ),
]
