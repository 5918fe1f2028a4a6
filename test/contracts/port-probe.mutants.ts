import * as T from 'fp-ts/lib/Task.js'
import { breaking, type Mutants } from './mutants.js'
import type { PortProbeHarness } from './port-probe.contract.js'

const broken = breaking<PortProbeHarness, 'probe'>('probe')
const RANGE = 'finds a port taken wherever in the range it is, and free again afterwards'

/** Broken probes of ports. */
export const portProbeMutants: Mutants<PortProbeHarness> = {
  [RANGE]: {
    'takes every port for free': broken(() => ({ areFree: () => T.of(true) })),
    'takes every port for taken': broken(() => ({ areFree: () => T.of(false) })),
    'probes the first port only': broken(({ areFree }) => ({
      areFree: (first, count) => areFree(first, Math.min(count, 1)),
    })),
    'leaves out the last port': broken(({ areFree }) => ({
      areFree: (first, count) => areFree(first, Math.max(count - 1, 0)),
    })),
    'probes one port too many': broken(({ areFree }) => ({ areFree: (first, count) => areFree(first, count + 1) })),
  },
  'leaves what it looked at free': {
    'holds the ports that it has probed': broken(({ areFree }) => {
      const held = new Set<number>()
      return {
        areFree: (first, count) => {
          if (held.has(first)) return T.of(false)
          held.add(first)
          return areFree(first, count)
        },
      }
    }),
  },
}
