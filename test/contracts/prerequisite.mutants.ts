import type { Finding, Prerequisite } from '../../application/doctor/prerequisite.port.js'
import type { Mutants } from './mutants.js'
import type { PrerequisiteHarness } from './prerequisite.contract.js'

const broken =
  (change: (check: Prerequisite, scene: PrerequisiteHarness) => Prerequisite) =>
  (scene: PrerequisiteHarness): PrerequisiteHarness => ({ ...scene, check: change(scene.check, scene) })
const finding = (change: (finding: Finding) => Finding) => broken((check) => async () => (await check()).map(change))

/** Broken checks of what the hub needs. */
export const prerequisiteMutants: Mutants<PrerequisiteHarness> = {
  'finds that all is well, and names no remedy': {
    'finds nothing': broken(() => () => Promise.resolve([])),
    'names a remedy where all is well': finding((found) => ({ ...found, mend: found.mend ?? 'sudo reboot' })),
    'finds a warning where all is well': finding((found) => ({
      ...found,
      state: found.state === 'ok' ? 'warning' : found.state,
    })),
  },
  'finds what is broken, and names a remedy': {
    'finds all well': finding((found) => ({ ...found, state: 'ok', mend: null })),
    'names no remedy': finding((found) => ({ ...found, mend: null })),
    'names no detail': finding((found) => ({ ...found, detail: '' })),
  },
  'looks with each call, and changes nothing': {
    'looks once': broken((check) => {
      let first: ReturnType<Prerequisite> | null = null
      return () => (first ??= check())
    }),
    'mends what it finds': broken((check, { mend }) => async () => {
      const findings = await check()
      await mend()
      return findings
    }),
  },
  'finds a check that cannot run not ok, and does not reject': {
    'rejects where it cannot run': broken((check) => async () => {
      const findings = await check()
      if (findings.some(({ state }) => state === 'fault')) throw new Error('cannot run')
      return findings
    }),
  },
}
