import type { GateWeakness } from './installation.js'
import type { Tagged } from '../shared/tagged.js'

/** A strict session was not started, because settings in its folder weaken the gate. */
export interface GateWeakened extends Tagged<'GateWeakened'> {
  /** Folder of the project; absolute. */
  readonly directory: string
  /** Settings that weaken the gate. */
  readonly weaknesses: ReadonlyArray<GateWeakness>
}
export const gateWeakened = (directory: string, weaknesses: ReadonlyArray<GateWeakness>): GateWeakened => ({
  _tag: 'GateWeakened',
  directory,
  weaknesses,
})
