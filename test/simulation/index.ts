/**
 * The whole hub in memory: its own clock, seeded faults on every port, traces that replay and shrink.
 *
 * @packageDocumentation
 */
export { FAULT_KINDS, type FaultKind, type FaultPlan, type FaultyCall } from './faulty-tools.js'
export { seededFaults, type SeededFaults, type SeededFaultsOptions } from './fault-plan.js'
export { checkSimulation, simulate, type SimulatedRun, type SimulationOptions } from './simulation.js'
export { traces, type Act, type Step, type Trace } from './step.js'
export { testHub, type TestHub, type TestHubOptions } from './test-hub.js'
