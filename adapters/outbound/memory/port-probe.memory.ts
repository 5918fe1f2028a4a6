import type { PortProbe } from '../../../application/board/port-probe.port.js'

/** Ports in memory; those of the set are taken. */
export const memoryPortProbe = (taken: ReadonlySet<number> = new Set()): PortProbe => ({
  areFree: (first, count) => () =>
    Promise.resolve(Array.from({ length: count }, (_, offset) => first + offset).every((port) => !taken.has(port))),
})
