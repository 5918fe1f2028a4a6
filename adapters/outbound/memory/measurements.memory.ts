import type { Figures, Measurements } from '../../../application/server/measurements.port.js'
import type { Spread } from '../../../domain/server/spread.js'

const NEVER: Spread = { count: 0, totalMs: 0, p50Ms: null, p99Ms: null }

/** Figures of an idle process. */
const NOTHING: Figures = {
  echo: NEVER,
  loopDelay: NEVER,
  git: NEVER,
  tmux: NEVER,
  terminals: { paused: 0, bytesOut: 0, bytesIn: 0 },
  pushes: { delivered: 0, failed: 0 },
  storeWrites: { failed: 0, took: NEVER },
  faults: [],
  memory: { residentBytes: 1, heapBytes: 1 },
}

/** Figures that are what they are set to. */
export interface MemoryMeasurements extends Measurements {
  /** Replaces the figures that are given. */
  readonly set: (figures: Partial<Figures>) => void
}

export function memoryMeasurements(): MemoryMeasurements {
  let figures = NOTHING
  return {
    read: () => figures,
    set: (some) => {
      figures = { ...figures, ...some }
    },
  }
}
