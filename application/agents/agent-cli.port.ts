import type { AgentProgram } from '../../domain/agents/agent-program.js'

/** Everything that the hub knows about the formats of one coding CLI: plain data and pure functions. */
export type AgentCli = AgentProgram

/** Coding CLIs in the order of the picker. The first is started where a request names none. */
export type AgentClis = readonly [AgentCli, ...AgentCli[]]
