import type * as T from 'fp-ts/lib/Task.js'
import type { Finding, Prerequisite } from './prerequisite.port.js'

export interface Examination {
  /** In the order of the prerequisites. */
  readonly findings: ReadonlyArray<Finding>
  /** True when the hub can run. */
  readonly isFit: boolean
}
export type Examine = T.Task<Examination>
export interface ExamineDeps {
  readonly prerequisites: ReadonlyArray<Prerequisite>
}

/** Looks at everything that the hub needs, all at once. */
export function makeExamine({ prerequisites }: ExamineDeps): Examine {
  return async () => {
    const findings = (await Promise.all(prerequisites.map((check) => check()))).flat()
    return { findings, isFit: findings.every(({ state }) => state !== 'fault') }
  }
}
