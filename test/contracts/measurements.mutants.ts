import type { Figures } from '../../application/server/measurements.port.js'
import type { MeasurementsHarness } from './measurements.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<MeasurementsHarness, 'measurements'>('measurements')
const reading = (change: (figures: Figures) => Partial<Figures>) =>
  broken(({ read }) => ({
    read: () => {
      const figures = read()
      return { ...figures, ...change(figures) }
    },
  }))

/** Broken figures of a process. */
export const measurementsMutants: Mutants<MeasurementsHarness> = {
  'has counted nothing before a tool is used': {
    'has a quantile without a sample': reading(({ git }) => ({ git: { ...git, p50Ms: git.p50Ms ?? 0 } })),
    'counts from one': reading(({ pushes }) => ({ pushes: { ...pushes, delivered: pushes.delivered + 1 } })),
  },
  'counts push messages by their end': {
    'counts failed messages as delivered': reading(({ pushes }) => ({
      pushes: { delivered: pushes.delivered + pushes.failed, failed: 0 },
    })),
  },
  'counts writes of state files with their durations, and the failed ones of them': {
    'leaves out failed writes': (scene) => ({
      ...scene,
      write: (tookMs, isDone) => isDone && scene.write(tookMs, isDone),
    }),
    'counts in seconds': reading(({ storeWrites: { failed, took } }) => ({
      storeWrites: { failed, took: { ...took, totalMs: took.totalMs / 1_000 } },
    })),
    'confuses the quantiles': reading(({ storeWrites: { failed, took } }) => ({
      storeWrites: { failed, took: { ...took, p50Ms: took.p99Ms, p99Ms: took.p50Ms } },
    })),
  },
  'does not change figures that were read': {
    'returns figures that go on counting': broken(({ read }) => {
      const figures = read()
      return { read: () => Object.assign(figures, read()) }
    }),
  },
  'reads the memory of the process': {
    'reads no memory': reading(() => ({ memory: { residentBytes: 0, heapBytes: 0 } })),
    'confuses heap and resident memory': reading(({ memory }) => ({
      memory: { residentBytes: memory.heapBytes - 1, heapBytes: memory.residentBytes },
    })),
  },
}
