import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { AccessPorts } from './ports.js'

const PART = 'audit of token rotations'

/** Notes every rotation of the operator's token while the hub runs: the old one is revoked, a new one made. */
export function makeAuditRotations(deps: Pick<AccessPorts, 'operatorToken' | 'audit' | 'log'>): Job {
  const { operatorToken, audit, log } = deps
  const note = (event: string) => audit.record({ event, fields: { kind: 'operator' } }, THE_HUB)
  const rotated = pipe(
    note('token.revoke'),
    TE.flatMap(() => note('token.create')),
    TE.match(
      ({ detail }) => {
        log.error('a rotation of the operator token could not be audited', { detail })
      },
      () => undefined,
    ),
  )
  return { name: PART, start: () => operatorToken.watch(() => detach(PART, rotated)) }
}
